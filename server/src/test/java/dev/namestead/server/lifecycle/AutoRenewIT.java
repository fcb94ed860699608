package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.api.RefusedException;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.reconciliation.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Automatic renewals that do not go smoothly, told as diaries: late cards, and prices that rise. Years go on from one to the next. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AutoRenewIT {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static LifeRegistries registries;
    private static LifeWorld world;
    private static Catalog dearer;

    @BeforeAll
    static void begin(@TempDir Path directory) throws IOException {
        registries = LifeRegistries.plain(directory);
        world = new LifeWorld(DATABASE.database(), registries.open());
        Path changes = Files.writeString(directory.resolve("dearer.yaml"), """
                extensions:
                  org: {price: {renewal: 12.34}}
                """);
        dearer = Catalog.withChanges(changes);
    }

    @ParameterizedTest(name = "{0}, whose registry takes its fee {1}")
    @Order(2030)
    @CsvSource({
        "late-card.com, at expiry, 2030, 17.14, 16.74",
        "late-card.tech, when the grace period has passed, 2032, 54.36, 53.96"
    })
    void aCardRepairedAfterExpiry_paysForTheYearThatTheRegistryHasAdded_once(
            String name, String billed, int year, String paid, String cost) {
        world.on(year + "-03-01").register(name, true).on((year + 1) + "-01-29").cardIsDeclined();
        world.after((year + 1) + "-03-04");
        assertThat(world.told(name)).endsWith((year + 1) + "-03-02 expired", (year + 1) + "-03-03 renewal_failed");
        assertThat(world.dates(name))
                .as("its registry has renewed it")
                .isEqualTo("%d-03-01 %d-03-01".formatted(year + 1, year + 2));

        world.on((year + 1) + "-03-06").cardIsGood().after((year + 1) + "-03-07");

        assertThat(world.status(name)).isEqualTo("active");
        assertThat(world.dates(name)).as("no second year").isEqualTo("%d-03-01 %d-03-01".formatted(year + 2, year + 2));
        assertThat(world.told(name)).last().asString().endsWith(" registration_renewed");
        world.after((year + 1) + "-05-01");
        assertThat(world.dates(name)).isEqualTo("%d-03-01 %d-03-01".formatted(year + 2, year + 2));
        assertThat(world.paid(name)).isEqualTo(usd(paid));
        assertThat(world.cost(name)).isEqualTo(usd(cost));
        assertThat(world.drift(name)).isEmpty();
        world.autoRenew(name, false).delete(name);
    }

    @Test
    @Order(2040)
    void aPriceThatRisesAfterItWasTold_isToldAnew_andChargedADayLater_once() {
        world.on("2040-03-01").register("dearer.org", true).after("2041-01-27");
        assertThat(world.told("dearer.org")).endsWith("2041-01-25 auto_renew_price");

        world.sells(dearer).after("2041-01-30");

        assertThat(world.told("dearer.org")).endsWith("2041-01-25 auto_renew_price", "2041-01-30 auto_renew_price");
        assertThat(world.dates("dearer.org")).isEqualTo("2041-03-01 2041-03-01");
        assertThat(latestMail("dearer.org")).contains("12.34").contains("2041-01-31");

        world.after("2041-01-31");
        assertThat(world.told("dearer.org")).contains("2041-01-31 registration_renewed");
        assertThat(world.dates("dearer.org")).isEqualTo("2042-03-01 2042-03-01");
        world.after("2041-04-10");
        assertThat(world.paid("dearer.org")).isEqualTo(usd("19.84"));
        assertThat(world.dates("dearer.org")).isEqualTo("2042-03-01 2042-03-01");
        world.autoRenew("dearer.org", false).delete("dearer.org").sells(Catalog.builtIn());
    }

    @Test
    @Order(2044)
    void aPriceThatRisesBeforeTheLastDay_isToldAndChargedOnThatDay() {
        world.on("2044-03-01").register("last-day.org", true).on("2045-01-24").cardIsDeclined();
        world.after("2045-02-27");
        assertThat(world.told("last-day.org")).endsWith("2045-02-26 renewal_failed");

        world.sells(dearer).cardIsGood().after("2045-02-28");

        assertThat(world.told("last-day.org"))
                .endsWith(
                        "2045-02-26 renewal_failed", "2045-02-28 auto_renew_price", "2045-02-28 registration_renewed");
        assertThat(world.dates("last-day.org")).isEqualTo("2046-03-01 2046-03-01");
        assertThat(world.paid("last-day.org")).isEqualTo(usd("19.84"));
        world.autoRenew("last-day.org", false).delete("last-day.org").sells(Catalog.builtIn());
    }

    /** The registry of the second lets names lapse at expiry, and deletes them itself. */
    @ParameterizedTest
    @Order(2050)
    @CsvSource({"too-late.com, 2050, 2051, 04-10, 8.57, 8.37", "too-late.io, 2054, 2056, 04-15, 90.00, 88.00"})
    void aCardRepairedAfterTheLastDay_comesTooLate_andNothingIsCharged(
            String name, int year, int end, String deleted, String paid, String cost) {
        world.on(year + "-03-01").register(name, true).on(end + "-01-24").cardIsDeclined();
        world.after(end + "-" + deleted);
        assertThat(world.status(name)).isEqualTo("redemption_period");
        assertThat(world.told(name)).contains(end + "-03-31 renewal_failed");

        world.cardIsGood().after(end + "-04-30");

        assertThat(world.status(name)).isEqualTo("redemption_period");
        assertThat(world.paid(name)).isEqualTo(usd(paid));
        world.after(end + "-05-21");
        assertThat(world.status(name)).isEqualTo("free");
        assertThat(world.paid(name)).isEqualTo(usd(paid));
        assertThat(world.cost(name)).as("no year is paid for an unpaid name").isEqualTo(usd(cost));
        assertThat(world.told(name)).noneMatch(line -> line.endsWith("registration_renewed"));
    }

    @Test
    @Order(2060)
    void autoRenewSwitchedOnInRedemption_takesEffectWithTheRestore_andInPendingDeleteIsRefused() {
        world.on("2060-03-01").register("fetched-back.org", false).register("let-go.org", false);
        world.on("2060-03-10").delete("fetched-back.org").delete("let-go.org");
        world.autoRenew("fetched-back.org", true);
        assertThat(world.status("fetched-back.org")).isEqualTo("redemption_period");
        world.on("2060-03-20").restore("fetched-back.org");

        world.after("2060-04-10");
        assertThat(world.status("let-go.org")).isEqualTo("pending_delete");
        assertThatThrownBy(() -> world.autoRenew("let-go.org", true))
                .isInstanceOf(RefusedException.class)
                .hasMessage("A registration that is pending_delete cannot be changed.");

        world.after("2061-01-30");
        assertThat(world.dates("fetched-back.org")).isEqualTo("2062-03-01 2062-03-01");
        assertThat(world.paid("fetched-back.org")).isEqualTo(usd("59.61"));
        assertThat(world.status("let-go.org")).isEqualTo("free");
        world.autoRenew("fetched-back.org", false).delete("fetched-back.org");
    }

    private static String latestMail(String name) {
        return world.registrar()
                .notices()
                .list(world.account(), null, name, 1)
                .getFirst()
                .notice()
                .body();
    }

    private static Money usd(String decimal) {
        return Money.parse("USD", decimal);
    }

    @AfterAll
    static void books() {
        Report report = world.registrar().reconciliation().run();
        assertThat(report.clean()).as(report::text).isTrue();
        world.close();
        registries.close();
    }
}
