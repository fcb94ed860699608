package dev.namestead.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.DomainName;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchDomainsTest {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private final Catalog catalog = Catalog.builtIn();
    private final Set<DomainName> reserved = new HashSet<>();
    private final NameKnowledgeStore knowledge = new NameKnowledgeStore(Duration.ofDays(30));
    private final SeenNames seen = new SeenNames(db.database(), knowledge, work -> {});
    private final SearchDomains search = new SearchDomains(
            catalog,
            db.database(),
            knowledge,
            seen,
            (tx, names) -> {
                Set<DomainName> taken = new HashSet<>(names);
                taken.retainAll(reserved);
                return taken;
            },
            Segmentation.NONE);

    private List<DomainRow> rows(String term, int limit, String... extensions) {
        return search.search(new SearchQuery(term, Arrays.asList(extensions), limit));
    }

    private List<String> names(String term, int limit, String... extensions) {
        return rows(term, limit, extensions).stream()
                .map(row -> row.name().ascii())
                .toList();
    }

    private void known(String name, NameState state) {
        db.database().transact(tx -> knowledge.note(tx, Map.of(DomainName.of(name), state)));
    }

    private RefusedException refusal(String term) {
        return catchThrowableOfType(RefusedException.class, () -> rows(term, 20));
    }

    @Test
    void search_forAPhrase_joinsItsWordsOverTheMostWantedExtensionsFirst() {
        assertThat(names("acme corp", 5))
                .containsExactly("acmecorp.com", "acmecorp.org", "acmecorp.net", "acmecorp.app", "acmecorp.dev");
        assertThat(names("acme corp", 50)).contains("acme-corp.com", "myacmecorp.com", "getacmecorp.com");
    }

    @Test
    void search_forAPhrase_prefersExtensionsThatFitIt() {
        assertThat(names("Coffee Shop", 2)).containsExactly("coffee.shop", "coffeeshop.com");
        assertThat(names("training school", 2)).containsExactly("trainingschool.com", "trainingschool.academy");
        assertThat(names("acme developer", 2)).containsExactly("acmedeveloper.com", "acmedeveloper.dev");
    }

    @Test
    void search_forAWordWithAnAffix_doesNotRepeatIt() {
        assertThat(names("my shop", 50))
                .doesNotContain("mymyshop.com", "myshopshop.com")
                .contains("getmyshop.com");
    }

    @Test
    void search_forADomainName_yieldsItselfFirstAndThenVariations() {
        List<String> names = names("acme.studio", 50);

        assertThat(names).startsWith("acme.studio", "acme.com", "acme.org").contains("acme.xyz", "myacme.com");
        assertThat(names("www.acme.studio", 1)).containsExactly("acme.studio");
        assertThat(names("https://www.acme.studio/path?x=1", 1)).containsExactly("acme.studio");
        assertThat(names("ACME.STUDIO.", 1)).containsExactly("acme.studio");
    }

    @Test
    void search_forATakenDomainName_stillYieldsItselfFirst() {
        known("famous-name.com", NameState.UNAVAILABLE);

        List<DomainRow> rows = rows("famous-name.com", 3);

        assertThat(rows.getFirst())
                .isEqualTo(DomainRow.refused(DomainName.of("famous-name.com"), Unregistrable.DOMAIN_UNAVAILABLE));
        assertThat(rows.get(1).registrable()).isTrue();
    }

    @Test
    void search_knowsWhatChecksAndReservationsHaveSeen() {
        known("lantern.com", NameState.UNAVAILABLE);
        known("lantern.org", NameState.PREMIUM);
        known("lantern.net", NameState.AVAILABLE);
        known("mylantern.com", NameState.UNAVAILABLE);
        reserved.add(DomainName.of("lantern.app"));

        List<DomainRow> rows = rows("lantern", 50);

        assertThat(rows.subList(0, 4))
                .extracting(row -> row.name().ascii(), DomainRow::registrable, DomainRow::reason, DomainRow::tier)
                .containsExactly(
                        tuple("lantern.com", false, Unregistrable.DOMAIN_UNAVAILABLE, null),
                        tuple("lantern.org", false, Unregistrable.DOMAIN_PREMIUM, Tier.PREMIUM),
                        tuple("lantern.net", true, null, Tier.STANDARD),
                        tuple("lantern.app", false, Unregistrable.DOMAIN_UNAVAILABLE, null));
        assertThat(rows).extracting(row -> row.name().ascii()).doesNotContain("mylantern.com");
    }

    @Test
    void search_forgetsWhatWasSeenLongAgo() {
        db.database()
                .transact(tx -> tx.sql()
                        .sql(
                                "INSERT INTO name_knowledge VALUES ('oldseen.com', 'unavailable', business_now() - interval '31 days')")
                        .update());
        assertThat(rows("oldseen", 1).getFirst().registrable()).isTrue();

        known("something-else.com", NameState.AVAILABLE);

        assertThat(db.database()
                        .<Long>read(tx -> tx.sql()
                                .sql("SELECT count(*) FROM name_knowledge WHERE name = 'oldseen.com'")
                                .query(Long.class)
                                .single()))
                .isZero();
    }

    @Test
    void search_limitedToExtensions_ignoresThoseThatAreNotSoldHere() {
        assertThat(rows("acme", 50, "net", ".COM", "horse", "uk", "???"))
                .isNotEmpty()
                .extracting(row -> row.name().extension())
                .containsOnly("com", "net");
        assertThat(rows("acme", 50, "horse")).isEmpty();
        assertThat(names("acme.studio", 1, "net")).containsExactly("acme.net");
    }

    @Test
    void search_neverShowsExtensionsThatTheApiDoesNotSell() {
        assertThat(rows("acme.uk", 50))
                .isNotEmpty()
                .noneMatch(row -> row.name().extension().equals("uk"));
        assertThat(rows("acme.py", 50)).noneMatch(row -> row.name().extension().equals("py"));
        assertThat(rows("acme.horse", 50))
                .noneMatch(row -> row.name().extension().equals("horse"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 20, 50})
    void search_givesNoMoreThanItsLimit(int limit) {
        assertThat(rows("x", limit)).hasSize(limit);
    }

    @Test
    void search_forARunTooLongForALabel_findsNothing() {
        assertThat(rows("a".repeat(64), 20)).isEmpty();
        assertThat(rows("a".repeat(100), 20)).isEmpty();
    }

    @Test
    void search_believesWhatACheckHasJustSeen_beforeItIsWritten() {
        seen.add(Map.of(DomainName.of("fresh.com"), NameState.UNAVAILABLE));

        assertThat(rows("fresh.com", 1, "com")).first().satisfies(row -> {
            assertThat(row.name().ascii()).isEqualTo("fresh.com");
            assertThat(row.registrable()).isFalse();
        });
    }

    @Test
    void search_withASegmentation_usesItsWords() {
        SearchDomains splitting = new SearchDomains(
                catalog, db.database(), knowledge, seen, (tx, names) -> Set.of(), run -> List.of("coffee", "shop"));

        assertThat(splitting.search(new SearchQuery("coffeeshop", List.of(), 50)))
                .extracting(row -> row.name().ascii())
                .startsWith("coffee.shop")
                .contains("coffee-shop.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the best coffee in berlin|coffeeberlin.com",
                "Joe's Garage|joesgarage.com",
                "Joe’s Garage|joesgarage.com",
                "rock & roll|rockroll.com",
                "coffee_shop  berlin|coffeeshopberlin.com",
                "ｃｏｆｆｅｅ|coffee.com",
                "coffee ☕|coffee.com",
                "24 7|247.com"
            })
    void search_cleansTheTermFromWhatNoNameCanHold(String term, String expected) {
        assertThat(names(term, 50)).contains(expected);
    }

    @Test
    void search_withoutATerm_isRefusedWith1001() {
        for (RefusedException refusal : List.of(refusal(null), refusal(""))) {
            assertThat(refusal.refusal()).isEqualTo(Refusal.SEARCH_TERM_MISSING);
            assertThat(refusal).hasMessage("Missing required parameter: q");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com",
                ".app",
                "COM",
                " .com ",
                "co.uk",
                "shop",
                "münchen",
                "xn--mnchen-3ya.com",
                "!?*",
                " ",
                "...",
                "☕",
                "日本",
                "coffee\0shop",
                "\0",
                "a\nb",
                "-"
            })
    void search_forATermThatCannotBeANames_isRefusedWith1002(String term) {
        assertThat(refusal(term).refusal()).isEqualTo(Refusal.SEARCH_TERM_UNUSABLE);
    }

    @Test
    void search_forATooLongTerm_isRefusedWithItsOwnWords() {
        assertThat(refusal("a".repeat(101))).hasMessage("Parameter q exceeds maximum length of 100 characters");
    }

    @Test
    void search_outsideTheBoundsOfItsParameters_isRefused() {
        for (int limit : new int[] {0, -1, 51, Integer.MAX_VALUE}) {
            assertThat(catchThrowableOfType(RefusedException.class, () -> rows("x", limit))
                            .pointer())
                    .isEqualTo("/limit");
        }
        String[] many = new String[21];
        Arrays.fill(many, "com");
        assertThat(catchThrowableOfType(RefusedException.class, () -> rows("x", 20, many))
                        .pointer())
                .isEqualTo("/extensions");
    }

    @Test
    void search_forRandomTerms_isRefusedOrGivesNamesThatAreSoldAndEachOnce() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        int[] alphabet = "abcxn019 --..'&_AZé☕\0日".codePoints().toArray();
        for (int i = 0; i < 150; i++) {
            StringBuilder term = new StringBuilder();
            for (int length = random.nextInt(14); length > 0; length--) {
                term.appendCodePoint(alphabet[random.nextInt(random.nextInt(3) == 0 ? alphabet.length : 14)]);
            }
            try {
                List<DomainRow> rows = rows(term.toString(), 50);
                assertThat(rows)
                        .as("seed %d, term %s", seed, term)
                        .doesNotHaveDuplicates()
                        .allMatch(row -> catalog.find(row.name()).orElseThrow().soldByApi());
                assertThat(rows(term.toString(), 50)).as("seed %d, again", seed).isEqualTo(rows);
            } catch (RefusedException refused) {
                assertThat(refused.refusal()).isIn(Refusal.SEARCH_TERM_MISSING, Refusal.SEARCH_TERM_UNUSABLE);
            }
        }
    }
}
