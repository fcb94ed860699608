package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.api.RefusedException;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.registry.RegistryDomain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The rules of a name's life, one rule a diary: a name at each registry that differs lives through it side by side with the others. In what
 * they differ may not be seen in what a holder pays and is told. Years go on from one diary to the next.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifeByRegistryIT {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    static final List<String> REGISTRIES = List.of("v", "g", "i", "t", "c", "s", "f", "thick");
    /** One extension of each registry; those of the last one lapse at expiry and have diaries of their own. */
    private static final List<String> EXTENSIONS = List.of("com", "dev", "org", "tech", "xyz", "shop", "blog");

    private static LifeRegistries registries;
    private static LifeWorld world;

    @BeforeAll
    static void begin(@TempDir Path directory) {
        registries = LifeRegistries.of(directory, Catalog.builtIn(), REGISTRIES);
        world = new LifeWorld(DATABASE.database(), registries.open());
    }

    /** A name in the diary of that label, and what its extension costs. */
    private record Name(String text, Extension extension) {
        Money first() {
            return extension.cost().registration();
        }

        Money year() {
            return extension.cost().renewal();
        }

        Money restore() {
            return extension.cost().restore();
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private static Stream<Name> names(String label) {
        return EXTENSIONS.stream().map(extension -> name(label, extension));
    }

    private static Name name(String label, String extension) {
        return new Name(
                label + "." + extension, Catalog.builtIn().find(extension).orElseThrow());
    }

    private static void each(String label, Consumer<Name> happens) {
        names(label).forEach(happens);
    }

    private static void register(String label, boolean autoRenew) {
        each(label, name -> world.register(name.text(), autoRenew));
    }

    /** How they all are; each that is otherwise is told. */
    private static void all(String label, String status, String dates, Function<Name, Money> cost) {
        SoftAssertions.assertSoftly(all -> each(label, name -> {
            String text = name.text();
            all.assertThat(world.status(text)).as("status of " + name).isEqualTo(status);
            if (!status.equals("free")) {
                all.assertThat(world.dates(text)).as("dates of " + name).isEqualTo(dates);
            }
            all.assertThat(world.cost(text)).as("cost of " + name).isEqualTo(cost.apply(name));
        }));
    }

    private static void told(String label, String... expected) {
        SoftAssertions.assertSoftly(all -> each(
                label,
                name -> all.assertThat(world.told(name.text()))
                        .as("told of " + name)
                        .containsExactly(expected)));
    }

    private static Set<String> held(Name name, Function<RegistryDomain, Set<String>> what) {
        return world.registryHolds(name.text()).map(what).orElseThrow();
    }

    @Test
    @Order(2030)
    void addGrace_aNameDeletedInItsFirstFiveDays_isFreeAtOnce_andCostsNothing() {
        world.on("2030-05-01");
        register("regretted", false);
        world.on("2030-05-05");
        each("regretted", name -> world.delete(name.text()));

        all("regretted", "free", "", _ -> Money.of("USD", 0));
        each(
                "regretted",
                name -> assertThat(world.registryHolds(name.text()))
                        .as(name.text())
                        .isEmpty());
    }

    @Test
    @Order(2031)
    void redemption_aNameDeletedLater_canBeRestoredForThirtyDays_andItsLockAndNameServersAreSetAgain() {
        world.on("2031-05-01");
        register("redeemed", false);
        world.on("2031-05-07");
        each("redeemed", name -> {
            world.delete(name.text());
            assertThat(held(name, RegistryDomain::nameServers)).isEmpty();
        });
        all("redeemed", "redemption_period", "2032-05-01 2032-05-01", Name::first);

        world.on("2031-06-05");
        each("redeemed", name -> world.restore(name.text()));

        all("redeemed", "active", "2032-05-01 2032-05-01", name -> name.first().plus(name.restore()));
        SoftAssertions.assertSoftly(all -> each("redeemed", name -> {
            all.assertThat(held(name, RegistryDomain::nameServers))
                    .as("name servers of " + name)
                    .containsExactlyInAnyOrder("ns1.namestead.example", "ns2.namestead.example");
            all.assertThat(held(name, RegistryDomain::statuses))
                    .as("lock of " + name)
                    .contains("clientTransferProhibited");
        }));
        told(
                "redeemed",
                "2031-05-01 registration_succeeded",
                "2031-05-07 registration_deleted",
                "2031-06-05 registration_restored");
        each("redeemed", name -> world.delete(name.text()));
    }

    @Test
    @Order(2032)
    void pendingDelete_afterRedemptionNothingHelps_andTheNameIsFreeFiveDaysLater() {
        world.on("2032-05-01");
        register("purged", false);
        world.on("2032-05-11");
        each("purged", name -> world.delete(name.text()));

        world.after("2032-06-10");
        all("purged", "pending_delete", "2033-05-01 2033-05-01", Name::first);
        each(
                "purged",
                name -> assertThatThrownBy(() -> world.restore(name.text()))
                        .isInstanceOf(RefusedException.class)
                        .hasMessageContaining("pending_delete"));

        world.after("2032-06-15");
        all("purged", "free", "", Name::first);
        each("purged", name -> world.register(name.text(), false).delete(name.text()));
    }

    @Test
    @Order(2033)
    void renewGrace_aYearThatIsTakenBackWithTheName_isGivenBack_andCanBeBoughtAgain() {
        world.on("2033-05-01");
        register("renewed", false);
        world.on("2034-04-01");
        each("renewed", name -> world.renew(name.text()));
        all("renewed", "active", "2035-05-01 2035-05-01", name -> name.first().plus(name.year()));

        world.on("2034-04-05");
        each("renewed", name -> world.delete(name.text()));
        all("renewed", "redemption_period", "2034-05-01 2034-05-01", Name::first);

        world.on("2034-04-10");
        each("renewed", name -> world.restore(name.text()).renew(name.text()));
        all(
                "renewed",
                "active",
                "2035-05-01 2035-05-01",
                name -> name.first().plus(name.restore()).plus(name.year()));
        each("renewed", name -> world.delete(name.text()));
    }

    @Test
    @Order(2035)
    void renewGrace_aYearIsKept_onceItsGracePeriodIsOver() {
        world.on("2035-05-01");
        register("kept-year", false);
        world.on("2036-04-01");
        each("kept-year", name -> world.renew(name.text()));
        world.on("2036-04-07");
        each("kept-year", name -> world.delete(name.text()));

        all(
                "kept-year",
                "redemption_period",
                "2037-05-01 2037-05-01",
                name -> name.first().plus(name.year()));
    }

    @Test
    @Order(2037)
    void autoRenewGrace_whatNobodyPaysFor_isDeletedBeforeItsRegistryKeepsTheMoney() {
        world.on("2037-05-01");
        register("unpaid", false);
        world.after("2038-05-02");
        SoftAssertions.assertSoftly(all -> each("unpaid", name -> {
            all.assertThat(world.status(name.text())).as(name.text()).isEqualTo("expired");
            all.assertThat(world.dates(name.text())).as(name.text()).isEqualTo("2038-05-01 2039-05-01");
            all.assertThat(world.isInTheZone(name.text())).as(name.text()).isTrue();
        }));
        world.after("2038-06-01");
        each(
                "unpaid",
                name -> assertThat(world.isInTheZone(name.text()))
                        .as(name + " is interrupted thirty days after")
                        .isFalse());

        world.after("2038-06-11");
        SoftAssertions.assertSoftly(all -> each("unpaid", name -> {
            all.assertThat(world.status(name.text())).as(name.text()).isEqualTo("redemption_period");
            all.assertThat(world.cost(name.text()))
                    .as(name + ": no year is paid for an unpaid name")
                    .isEqualTo(name.first());
        }));
        world.after("2038-07-17");
        all("unpaid", "free", "", Name::first);
        told(
                "unpaid",
                "2037-05-01 registration_succeeded",
                "2038-04-02 expiry_month",
                "2038-04-24 expiry_week",
                "2038-05-01 data_reminder",
                "2038-05-02 expired",
                "2038-05-31 registration_interrupted",
                "2038-06-10 registration_deleted");
    }

    @Test
    @Order(2039)
    void autoRenewGrace_whoPaysLate_takesTheYearThatItsRegistryHasAdded_wheneverThatIsBilled() {
        world.on("2039-05-01");
        register("late", false);
        world.on("2040-05-21");
        each("late", name -> world.renew(name.text()));
        all("late", "active", "2041-05-01 2041-05-01", name -> name.first().plus(name.year()));

        world.on("2040-05-22");
        each("late", name -> world.renew(name.text()));
        world.after("2040-07-01");

        all(
                "late",
                "active",
                "2042-05-01 2042-05-01",
                name -> name.first().plus(name.year().times(2)));
        each("late", name -> world.delete(name.text()));
    }

    @Test
    @Order(2041)
    void autoRenewGrace_whoHasPaidLateAndDeletes_givesTheRegistryItsYearBack_whetherItWasBilledOrNot() {
        world.on("2040-08-01");
        register("given-back", false);
        world.on("2041-08-11");
        each("given-back", name -> world.renew(name.text()));
        all(
                "given-back",
                "active",
                "2042-08-01 2042-08-01",
                name -> name.first().plus(name.year()));
        world.on("2041-08-21");
        each("given-back", name -> world.delete(name.text()));

        all("given-back", "redemption_period", "2041-08-01 2042-08-01", Name::first);
        each("given-back", name -> world.restore(name.text()));
        all(
                "given-back",
                "active",
                "2042-08-01 2042-08-01",
                name -> name.first().plus(name.restore()).plus(name.year()));
        each("given-back", name -> world.delete(name.text()));
    }

    @Test
    @Order(2042)
    void restore_ofAnExpiredName_comesWithAYear() {
        world.on("2042-05-01");
        register("back", false);
        world.on("2043-06-25");
        each(
                "back",
                name -> assertThat(world.status(name.text())).as(name.text()).isEqualTo("redemption_period"));
        each("back", name -> world.restore(name.text()));

        all(
                "back",
                "active",
                "2044-05-01 2044-05-01",
                name -> name.first().plus(name.restore()).plus(name.year()));
        each("back", name -> {
            assertThat(world.isInTheZone(name.text())).as(name.text()).isTrue();
            world.delete(name.text());
        });
    }

    @Test
    @Order(2045)
    void redemption_doesNotStopTheClock_whatExpiresInIt_isRestoredWithAYear() {
        world.on("2045-05-01");
        register("ran-on", false);
        world.on("2046-04-20");
        each("ran-on", name -> world.delete(name.text()));
        world.on("2046-05-10");
        each("ran-on", name -> world.restore(name.text()));

        all(
                "ran-on",
                "active",
                "2047-05-01 2047-05-01",
                name -> name.first().plus(name.restore()).plus(name.year()));
        each("ran-on", name -> world.delete(name.text()));
    }

    @Test
    @Order(2048)
    void autoRenew_onTheTwentyNinthOfFebruary_isDoneOnceAYear_whateverItsRegistryMakesOfTheDate() {
        world.on("2048-02-29");
        register("leap", true);
        world.after("2050-03-02");

        all(
                "leap",
                "active",
                "2051-02-28 2051-02-28",
                name -> name.first().plus(name.year().times(2)));
        told(
                "leap",
                "2048-02-29 registration_succeeded",
                "2049-01-24 auto_renew_price",
                "2049-01-29 registration_renewed",
                "2049-02-28 data_reminder",
                "2050-01-24 auto_renew_price",
                "2050-01-29 registration_renewed",
                "2050-02-28 data_reminder");
        each("leap", name -> world.autoRenew(name.text(), false).delete(name.text()));
    }

    @Test
    @Order(2052)
    void theLongestTerm_isTenYears() {
        world.on("2052-05-01");
        register("long", false);
        each("long", name -> world.renew(name.text(), 9));

        all(
                "long",
                "active",
                "2062-05-01 2062-05-01",
                name -> name.first().plus(name.year().times(9)));
        each("long", name -> {
            assertThatThrownBy(() -> world.renew(name.text()))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("10 years");
            world.delete(name.text());
        });
    }

    @Test
    @Order(2053)
    void whatARegistryDoesByItself_isBelievedWithinADay() {
        world.on("2053-05-01");
        register("held", false);
        each("held", name -> world.arrange(name.text(), Map.of("serverStatuses", List.of("serverHold"))));
        world.on("2053-05-03");
        each(
                "held",
                name -> assertThat(world.status(name.text())).as(name.text()).isEqualTo("suspended"));

        each("held", name -> world.arrange(name.text(), Map.of("serverStatuses", List.of())));
        world.on("2053-05-05");
        each(
                "held",
                name -> assertThat(world.status(name.text())).as(name.text()).isEqualTo("active"));

        each("held", name -> world.arrange(name.text(), Map.of("removed", true)));
        world.on("2053-05-08").on("2053-05-09");
        all("held", "free", "", Name::first);
        each(
                "held",
                name -> assertThat(world.drift(name.text())).as(name.text()).containsExactly("existence"));
    }

    @Test
    @Order(2054)
    void aNameThatItsRegistryGivesAway_isNoLongerOurs_isToldSo_andNotCharged() {
        world.on("2054-05-01");
        register("away", true);
        world.on("2054-07-10");
        each("away", name -> world.arrange(name.text(), Map.of("transferredAway", true)));
        world.after("2055-06-01");

        all("away", "free", "", Name::first);
        told("away", "2054-05-01 registration_succeeded", "2054-07-10 registration_transferred_away");
    }

    @Test
    @Order(2056)
    void aNameGivenAwayInItsAutoRenewGrace_takesTheRegistrysYearWithIt_paidForOrNot() {
        world.on("2056-05-01");
        List<String> both = List.of("subsumed", "paid-late");
        both.forEach(label -> register(label, false));
        world.on("2057-05-11");
        each("paid-late", name -> world.renew(name.text()));
        both.forEach(label -> each(label, name -> world.arrange(name.text(), Map.of("transferredAway", true))));
        world.after("2057-07-01");
        both.forEach(label -> all(label, "free", "", Name::first));
    }

    /** The registry of these does not renew: they lapse, can be renewed for a while, and are deleted by it. */
    @Test
    @Order(2060)
    void aNameThatLapses_canBeRenewedForFortyFiveDays_andIsDeletedByItsRegistryThen() {
        world.on("2060-05-01")
                .register("lapsed.io", false)
                .register("late.io", false)
                .register("kept.io", true);
        assertThat(world.dates("lapsed.io")).as("two years at least").isEqualTo("2062-05-01 2062-05-01");
        world.after("2062-05-02");
        assertThat(world.status("lapsed.io")).isEqualTo("expired");
        assertThat(world.dates("lapsed.io")).as("nobody has renewed it").isEqualTo("2062-05-01 2062-05-01");
        assertThat(world.dates("kept.io")).isEqualTo("2064-05-01 2064-05-01");

        world.on("2062-06-10").renew("late.io", 2);
        assertThat(world.dates("late.io")).isEqualTo("2064-05-01 2064-05-01");

        world.after("2062-06-16");
        assertThat(world.status("lapsed.io")).isEqualTo("redemption_period");
        assertThat(world.status("late.io")).isEqualTo("active");
        world.after("2062-07-16");
        assertThat(world.status("lapsed.io")).isEqualTo("pending_delete");
        world.after("2062-07-21");
        assertThat(world.status("lapsed.io")).isEqualTo("free");
        assertThat(world.cost("lapsed.io")).isEqualTo(Money.parse("USD", "88.00"));
        assertThat(world.cost("late.io")).isEqualTo(Money.parse("USD", "176.00"));
        assertThat(world.cost("kept.io")).isEqualTo(Money.parse("USD", "176.00"));
        assertThat(world.told("lapsed.io"))
                .as("and last, when it is read, that it is deleted")
                .hasSize(7)
                .startsWith(
                        "2060-05-01 registration_succeeded",
                        "2061-05-01 data_reminder",
                        "2062-04-02 expiry_month",
                        "2062-04-24 expiry_week",
                        "2062-05-01 data_reminder",
                        "2062-05-02 expired");
        world.autoRenew("kept.io", false);
    }

    @Test
    @Order(2063)
    void aNameThatHasLapsed_isRestoredWithAYear() {
        world.on("2063-05-01").register("fetched.ai", false).after("2065-06-20").restore("fetched.ai");
        assertThat(world.status("fetched.ai") + " " + world.dates("fetched.ai"))
                .isEqualTo("active 2066-05-01 2066-05-01");
        assertThat(world.cost("fetched.ai")).isEqualTo(Money.parse("USD", "247.00"));
        assertThat(world.registryHolds("fetched.ai").orElseThrow().nameServers())
                .as("set again, though nobody here has deleted it")
                .hasSize(2);
        world.delete("fetched.ai");
    }

    @AfterAll
    static void booksAndRegistriesAgree() {
        world.after("2067-01-01");
        assertThat(new LifeJudge(world, Pace.EXACT, List.of()).broken()).isEmpty();
        world.close();
        registries.close();
    }
}
