package dev.namestead.server.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.Extension.ContactPolicy;
import dev.namestead.server.extension.Extension.Registrations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
    private static final String SMALL = """
            defaults:
              registrations: api
              registry: thick
              years: {min: 1, max: 10}
              price: {currency: USD, restore: 50.00}
              cost: {currency: USD, restore: 40.00}
              grace: {add: 5, renew: 5, auto_renew: 45, transfer: 5, redemption: 30, pending_delete: 5}
              expiry: {behaviour: auto_renew, billed: at_expiry, restore_report: true}
              contacts: all
              privacy: true
              idn: []
              fields: {}
              words: []
            extensions:
              shop:
                price: {registration: 11.00, renewal: 12.50}
                cost: {registration: 10.00, renewal: 11.00}
            """;

    private final Catalog catalog = Catalog.builtIn();

    @Test
    void builtIn_sellsTheDocumentedFortyAndTwoMore() {
        assertThat(catalog.sold())
                .extracting(Extension::name)
                .hasSize(42)
                .startsWith("com", "org", "net", "app", "dev");
        assertThat(catalog.sold())
                .filteredOn(extension -> extension.registryId().equals("thin"))
                .extracting(Extension::name)
                .containsExactlyInAnyOrder("com", "net", "cc", "app", "dev", "page", "day", "ing");
        assertThat(catalog.sold()).allMatch(extension -> Set.of("thin", "thick").contains(extension.registryId()));
    }

    @ParameterizedTest
    @CsvSource({
        "com, 8.57, 8.57",
        "net, 9.95, 9.95",
        "dev, 10.11, 10.11",
        "app, 11.00, 11.00",
        "shop, 11.00, 11.00",
    })
    void builtIn_hasTheDocumentedPrices(String name, String registration, String renewal) {
        Extension extension = catalog.find(name).orElseThrow();

        assertThat(extension.price().registration().decimal()).isEqualTo(registration);
        assertThat(extension.price().renewal().decimal()).isEqualTo(renewal);
    }

    @Test
    void builtIn_sellsNothingBelowItsCost() {
        assertThat(catalog.all())
                .allMatch(e -> e.price().registration().compareTo(e.cost().registration()) >= 0)
                .allMatch(e -> e.price().renewal().compareTo(e.cost().renewal()) >= 0);
    }

    @Test
    void builtIn_wantsContactsExactlyWhereTheRegistryHoldsThem() {
        assertThat(catalog.sold())
                .allMatch(e ->
                        (e.contacts() == ContactPolicy.NONE) == e.registryId().equals("thin"));
    }

    @Test
    void find_ofAName_looksUpWhatItStandsBelow() {
        assertThat(catalog.find(DomainName.of("mybrand.uk")))
                .map(Extension::registrations)
                .hasValue(Registrations.DASHBOARD);
        assertThat(catalog.find(DomainName.of("mybrand.co.uk"))).isPresent();
        assertThat(catalog.find(DomainName.of("example.py")))
                .map(Extension::registrations)
                .hasValue(Registrations.FROZEN);
        assertThat(catalog.find(DomainName.of("example.horse"))).isEmpty();
        assertThat(catalog.find(DomainName.of("www.example.com"))).isEmpty();
    }

    @Test
    void price_ofSeveralYears_takesTheFirstAtRegistrationAndTheOthersAtRenewal() {
        Extension tech = catalog.find("tech").orElseThrow();

        assertThat(tech.price().forYears(1)).isEqualTo(Money.of("USD", 1218));
        assertThat(tech.price().forYears(3)).isEqualTo(Money.of("USD", 1218 + 2 * 4218));
        assertThat(catalog.find("ai").orElseThrow().years().min()).isEqualTo(2);
    }

    @Test
    void refusalOf_aNameInScriptsWithoutATable_saysSo() {
        Extension dev = catalog.find("dev").orElseThrow();
        Extension cloud = catalog.find("cloud").orElseThrow();

        assertThat(dev.refusalOf(DomainName.of("example.dev"))).isEmpty();
        assertThat(dev.refusalOf(DomainName.of("münchen.dev"))).isEmpty();
        assertThat(dev.refusalOf(DomainName.of("東京tower.dev"))).isEmpty();
        assertThat(dev.refusalOf(DomainName.of("пример.dev")))
                .hasValue("The characters of пример.dev are not supported for .dev");
        assertThat(cloud.refusalOf(DomainName.of("münchen.cloud")))
                .hasValue("Internationalized names are not supported for .cloud");
    }

    @Test
    void withChanges_replacesSingleFieldsAndAddsEntries(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("catalog.yaml"), """
                extensions:
                  com: {price: {registration: "9.99"}}
                  horse:
                    registry: stable
                    price: {registration: 20, renewal: 20}
                    cost: {registration: 19, renewal: 19}
                """);

        Catalog changed = Catalog.withChanges(file);

        Extension com = changed.find("com").orElseThrow();
        assertThat(com.price().registration()).isEqualTo(Money.of("USD", 999));
        assertThat(com.price().renewal()).isEqualTo(Money.of("USD", 857));
        assertThat(com.registryId()).isEqualTo("thin");
        assertThat(changed.find("horse")).map(Extension::registryId).hasValue("stable");
    }

    @Test
    void soldThrough_fewerRegistries_knowsOnlyWhatTheyCanRegister() {
        Catalog part = catalog.soldThrough(Map.of("thick", List.of("org", "xyz")));

        assertThat(part.sold()).extracting(Extension::name).containsExactly("org", "xyz");
        assertThat(part.find("com")).isEmpty();
        assertThat(part.find("uk")).isPresent();
        assertThat(catalog.soldThrough(Map.of("thin", List.of(), "thick", List.of()))
                        .sold())
                .isEqualTo(catalog.sold());
    }

    @Test
    void soldThrough_aRegistryThatIsToSellWhatItHasNot_isRefusedWithEachName() {
        assertThat(catalog.notGivenTo("thick", List.of("org", "com", "horse"))).containsExactly("com", "horse");
        assertThatThrownBy(() -> catalog.soldThrough(Map.of("thick", List.of("org", "com", "horse"))))
                .hasMessageContaining("[com, horse]");
    }

    @Test
    void parse_ofACatalogWithManyMistakes_namesThemAllWithTheirPlace() {
        String broken = """
                extensions:
                  shop:
                    years: {min: 3, max: 2}
                    price: {registration: 1.234, renewal: 12.50, curency: EUR}
                    contacts: some
                    privacy: "yes"
                  Blog:
                    price: {registration: 1, renewal: 1}
                    cost: {renewal: 1}
                  news:
                    price: {registration: 1, renewal: 1}
                    cost: {registration: 1, renewal: 1, currency: EUR}
                    idn: [latin, klingon]
                  run: 5
                more: 1
                """;

        List<CatalogProblem> problems = catchThrowableOfType(CatalogException.class, () -> Catalog.parse(SMALL, broken))
                .problems();

        assertThat(problems)
                .extracting(CatalogProblem::toString)
                .containsExactlyInAnyOrder(
                        "more: is not known here",
                        "extensions.shop.years.min: must not be above max",
                        "extensions.shop.price.registration: must be an amount in a currency of ISO 4217, such as 8.57 USD",
                        "extensions.shop.price.curency: is not known here",
                        "extensions.shop.contacts: must be one of none, registrant, all, not some",
                        "extensions.shop.privacy: must be true or false",
                        "extensions.Blog: is not an extension in lower-case A-labels",
                        "extensions.Blog.cost.registration: is missing",
                        "extensions.news.idn: must be one of latin, greek, cyrillic, hebrew, arabic, devanagari, thai,"
                                + " chinese, japanese, korean, not klingon",
                        "extensions.run: must be a mapping");
        assertThat(problems).contains(new CatalogProblem(3, 13, "extensions.shop.years.min", "must not be above max"));
        assertThat(problems).contains(new CatalogProblem(9, 5, "extensions.Blog.cost.registration", "is missing"));
    }

    @Test
    void parse_ofDefaultsWithAMistake_namesItOnceWhereItStands() {
        assertThat(refusalOf("""
                # ours
                defaults:
                  contacts: some
                """))
                .isEqualTo("catalog.yaml:3:3: defaults.contacts: must be one of none, registrant, all, not some");
    }

    @Test
    void parse_ofACostInAnotherCurrency_isRefused() {
        String broken = "extensions: {shop: {cost: {currency: EUR}}}";

        assertThat(catchThrowableOfType(CatalogException.class, () -> Catalog.parse(SMALL, broken))
                        .problems())
                .extracting(CatalogProblem::toString)
                .containsExactly("extensions.shop.cost.currency: must be that of the price");
    }

    @Test
    void parse_ofAFileThatIsNoMapping_saysSo() {
        assertThat(refusalOf("a: [1")).contains("is not well-formed YAML");
        assertThat(refusalOf("- 1")).contains("must be a mapping");
        assertThat(refusalOf("extensions: {}\nextensions: {}"))
                .startsWith("catalog.yaml:2:")
                .contains("Duplicate");
    }

    @Test
    void withChanges_ofAnAbsentFile_isRefusedWithItsName(@TempDir Path dir) {
        assertThat(catchThrowableOfType(CatalogException.class, () -> Catalog.withChanges(dir.resolve("none.yaml"))))
                .hasMessageContaining("none.yaml");
    }

    private static String refusalOf(String changes) {
        return catchThrowableOfType(CatalogException.class, () -> Catalog.parse(SMALL, changes))
                .getMessage();
    }
}
