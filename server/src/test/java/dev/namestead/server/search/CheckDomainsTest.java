package dev.namestead.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.FakeRegistries;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Later;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryAnswer.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.MDC;

@Timeout(30)
class CheckDomainsTest {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private final FakeRegistries registries = new FakeRegistries("thin", "thick");
    private final Set<DomainName> reserved = new HashSet<>();
    private final NameKnowledgeStore knowledge = new NameKnowledgeStore(Duration.ofDays(30));
    private final SeenNames seen = new SeenNames(db.database(), knowledge, work -> {});
    private CheckDomains check = checkWithin(Duration.ofSeconds(10));

    private CheckDomains checkWithin(Duration deadline) {
        return new CheckDomains(
                Catalog.builtIn(),
                registries,
                db.database(),
                (tx, names) -> {
                    Set<DomainName> taken = new HashSet<>(names);
                    taken.retainAll(reserved);
                    return taken;
                },
                seen,
                new SearchSettings(deadline, Duration.ofDays(7)));
    }

    private List<DomainRow> rows(String... names) {
        CheckResult result = check.check(List.of(names));
        assertThat(result.missing()).isEmpty();
        return result.rows();
    }

    private DomainRow row(String name) {
        return rows(name).getFirst();
    }

    private RefusedException refusal(List<String> names) {
        return catchThrowableOfType(RefusedException.class, () -> check.check(names));
    }

    @Test
    void check_ofAvailableNames_givesTheCatalogsPricesInTheOrderOfTheRequest() {
        List<DomainRow> rows = rows("b.dev", "a.com", "c.shop");

        assertThat(rows)
                .extracting(
                        row -> row.name().ascii(),
                        DomainRow::registrable,
                        DomainRow::tier,
                        DomainRow::reason,
                        row -> row.price().registration().decimal())
                .containsExactly(
                        tuple("b.dev", true, Tier.STANDARD, null, "10.11"),
                        tuple("a.com", true, Tier.STANDARD, null, "8.57"),
                        tuple("c.shop", true, Tier.STANDARD, null, "11.00"));
    }

    @Test
    void check_ofEveryKindOfName_hasEveryReasonOfTheContract() {
        registries.registry("thin").taken("taken.com");
        registries.registry("thick").premium("coffee.xyz", Money.of("USD", 250_00));
        reserved.add(DomainName.of("reserved.org"));

        assertThat(rows("mybrand.uk", "example.horse", "example.py", "coffee.xyz", "taken.com", "reserved.org"))
                .extracting(
                        row -> row.name().ascii(),
                        DomainRow::registrable,
                        row -> row.reason().wire(),
                        DomainRow::tier)
                .containsExactly(
                        tuple("mybrand.uk", false, "extension_not_supported_via_api", null),
                        tuple("example.horse", false, "extension_not_supported", null),
                        tuple("example.py", false, "extension_disallows_registration", null),
                        tuple("coffee.xyz", false, "domain_premium", Tier.PREMIUM),
                        tuple("taken.com", false, "domain_unavailable", null),
                        tuple("reserved.org", false, "domain_unavailable", null));
        assertThat(registries.registry("thin").checks()).containsExactly(List.of(DomainName.of("taken.com")));
        assertThat(registries.registry("thick").checks()).containsExactly(List.of(DomainName.of("coffee.xyz")));
    }

    @Test
    void check_ofManyNames_asksEachRegistryOnce() {
        rows("a.com", "b.shop", "c.net", "d.org", "e.app");

        assertThat(registries.registry("thin").checks())
                .containsExactly(List.of(DomainName.of("a.com"), DomainName.of("c.net"), DomainName.of("e.app")));
        assertThat(registries.registry("thick").checks()).hasSize(1);
    }

    @Test
    void check_ofTheSameNameInSeveralForms_answersOnceAtItsFirstPlace() {
        assertThat(rows("b.com", "A.com", "a.COM.", "münchen.com", "XN--MNCHEN-3YA.com", "a.com"))
                .extracting(row -> row.name().ascii())
                .containsExactly("b.com", "a.com", "xn--mnchen-3ya.com");
    }

    @Test
    void check_ofMalformedNames_leavesThemOut() {
        assertThat(rows("good.com", "bad_name.com", "", "nodot", "x\0.com"))
                .extracting(row -> row.name().ascii())
                .containsExactly("good.com");
    }

    @Test
    void check_ofAnInternationalNameWithoutATable_isUnavailable() {
        assertThat(row("münchen.cloud").reason()).isEqualTo(Unregistrable.DOMAIN_UNAVAILABLE);
        assertThat(registries.registry("thick").checks()).isEmpty();
    }

    @Test
    void check_ofANameBelowAName_isNoExtensionOfOurs() {
        assertThat(row("www.example.com").reason()).isEqualTo(Unregistrable.EXTENSION_NOT_SUPPORTED);
    }

    @Test
    void check_outsideTheBounds_isRefusedWithTheContractsCodes() {
        assertThat(refusal(List.of()).refusal()).isEqualTo(Refusal.CHECK_NAMES_MISSING);
        assertThat(refusal(List.of())).hasMessage("domains array must contain at least one domain");
        List<String> many =
                IntStream.range(0, 21).mapToObj(i -> "n" + i + ".com").toList();
        assertThat(refusal(many).refusal()).isEqualTo(Refusal.CHECK_TOO_MANY_NAMES);
        assertThat(refusal(many)).hasMessage("domains array exceeds maximum of 20 domains");
        assertThat(refusal(List.of("-", "com")).refusal()).isEqualTo(Refusal.CHECK_NO_VALID_NAME);
        assertThat(check.check(many.subList(0, 20)).rows()).hasSize(20);
    }

    @Test
    void check_whereTheRegistryAsksNoMoreThanExpected_isStandard() {
        registries.registry("thick").standard("a.shop", Money.of("USD", 1080), Money.of("USD", 1080));
        registries.registry("thick").standard("b.shop", Money.of("USD", 500), Money.of("USD", 1080));

        assertThat(rows("a.shop", "b.shop"))
                .allMatch(DomainRow::registrable)
                .allMatch(row -> row.price().registration().equals(Money.of("USD", 1100)));
    }

    @Test
    void check_whereTheRegistryAsksMoreThanExpected_isPremium() {
        registries.registry("thick").standard("a.shop", Money.of("USD", 1081), Money.of("USD", 1080));
        registries.registry("thick").standard("b.shop", Money.of("USD", 1080), Money.of("USD", 1081));
        registries.registry("thick").standard("c.shop", Money.of("EUR", 100), Money.of("EUR", 100));

        assertThat(rows("a.shop", "b.shop", "c.shop"))
                .allMatch(row -> row.tier() == Tier.PREMIUM && !row.registrable() && row.price() == null);
    }

    @Test
    void check_whereOneRegistryIsSilent_answersTheOthersAndNamesWhatIsMissing() {
        check = checkWithin(Duration.ofMillis(300));
        Runnable end = registries.registry("thick").fallsSilent();

        CheckResult result = check.check(List.of("a.com", "b.shop", "c.net", "d.org"));

        assertThat(result.rows()).extracting(row -> row.name().ascii()).containsExactly("a.com", "c.net");
        assertThat(result.missing())
                .extracting(CheckResult.Missing::pointer, CheckResult.Missing::message)
                .containsExactly(
                        tuple("/domains/1", "The registry of .shop gave no answer for b.shop in time. Try again."),
                        tuple("/domains/3", "The registry of .org gave no answer for d.org in time. Try again."));
        end.run();
    }

    @Test
    void check_whereAllRegistriesAreSilent_waitsForOneDeadlineAndIsUnavailable() {
        check = checkWithin(Duration.ofMillis(300));
        Runnable first = registries.registry("thick").fallsSilent();
        Runnable second = registries.registry("thin").fallsSilent();
        long start = System.nanoTime();

        RefusedException refusal = refusal(List.of("a.com", "b.shop"));

        assertThat(refusal.refusal()).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(check.check(List.of("a.com", "example.horse")).rows()).hasSize(1);
        first.run();
        second.run();
    }

    @Test
    void check_whereTheRegistryHasNoGoodAnswer_namesWhatIsMissing() {
        List<RegistryAnswer<List<Availability>>> answers = List.of(
                new RegistryAnswer.Pending<>("SV-1"),
                new Refused<>(RefusedFor.POLICY, 2306, "no"),
                new NotSent<>("circuit open"),
                new Later<>(false, 2502, "busy"),
                new Unknown<>("connection lost"),
                new RegistryAnswer.Completed<>(List.of(), "SV-1"));
        for (RegistryAnswer<List<Availability>> answer : answers) {
            registries.registry("thick").answers(answer);

            assertThat(check.check(List.of("a.shop", "b.com")).missing())
                    .as(answer.toString())
                    .containsExactly(new CheckResult.Missing(0, DomainName.of("a.shop")));
        }
    }

    @Test
    void check_whereARegistrySpeaksOfOtherNames_doesNotListenToThem() {
        registries
                .registry("thick")
                .answers(new RegistryAnswer.Completed<>(
                        List.of(
                                new Availability(DomainName.of("other.shop"), true, false, null, null, null),
                                new Availability(DomainName.of("a.shop"), true, false, null, null, null)),
                        null));

        assertThat(rows("a.shop")).extracting(row -> row.name().ascii()).containsExactly("a.shop");
    }

    @Test
    void check_ofARegistryThatIsNotConfigured_isUnavailable() {
        check = new CheckDomains(
                Catalog.builtIn(),
                new FakeRegistries("thin"),
                db.database(),
                (tx, names) -> Set.of(),
                seen,
                SearchSettings.DEFAULT);

        assertThat(refusal(List.of("a.shop")).refusal()).isEqualTo(Refusal.UNAVAILABLE);
    }

    @Test
    void check_logsUnderTheIdOfItsRequestInEveryThread() {
        MDC.put("request", "abc");
        try {
            rows("a.shop", "b.com");
        } finally {
            MDC.remove("request");
        }
        rows("c.com");

        assertThat(registries.registry("thick").loggedRequests()).containsExactly("abc");
        assertThat(registries.registry("thin").loggedRequests()).containsExactly("abc", "null");
    }

    @Test
    void check_leavesWhatItSawToTheSearch() {
        registries.registry("thin").taken("seen-taken.com");
        registries.registry("thick").premium("seen-premium.shop", Money.of("USD", 100_00));

        rows("seen-taken.com", "seen-free.com", "seen-premium.shop", "seen.horse");

        List<DomainName> names = new ArrayList<>();
        Collections.addAll(
                names,
                DomainName.of("seen-taken.com"),
                DomainName.of("seen-free.com"),
                DomainName.of("seen-premium.shop"),
                DomainName.of("seen.horse"),
                DomainName.of("never-seen.com"));
        assertThat(seen.of(names)).as("known before it is written").hasSize(3);
        seen.close();
        assertThat(seen.of(names)).as("written, and told once").isEmpty();
        Map<DomainName, NameState> known = db.database().read(tx -> knowledge.of(tx, names));
        assertThat(known)
                .containsOnly(
                        Map.entry(names.get(0), NameState.UNAVAILABLE),
                        Map.entry(names.get(1), NameState.AVAILABLE),
                        Map.entry(names.get(2), NameState.PREMIUM));
    }
}
