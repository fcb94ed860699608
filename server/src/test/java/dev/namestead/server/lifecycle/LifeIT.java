package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.billing.Money;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.reconciliation.Report;
import java.nio.file.Path;
import java.util.List;
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

/** Lives of names, told as diaries. One clock for all of them, which only moves forward: each story has years of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifeIT {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static LifeRegistries registries;
    private static LifeWorld world;
    private static LifeMails mails;

    @BeforeAll
    static void begin(@TempDir Path directory) {
        registries = LifeRegistries.plain(directory);
        world = new LifeWorld(DATABASE.database(), registries.open());
        mails = new LifeMails(world);
    }

    private static Money usd(String decimal) {
        return Money.parse("USD", decimal);
    }

    @Test
    @Order(2030)
    void aNameWithAutoRenew_isRenewedOnceAYear_andPaidOnce() {
        world.on("2030-03-01").register("kept.com", true);
        assertThat(world.dates("kept.com")).isEqualTo("2031-03-01 2031-03-01");

        world.after("2031-01-29");
        assertThat(world.told("kept.com"))
                .containsExactly("2030-03-01 registration_succeeded", "2031-01-25 auto_renew_price");
        assertThat(world.dates("kept.com")).isEqualTo("2031-03-01 2031-03-01");

        world.after("2031-01-30");
        assertThat(world.dates("kept.com")).isEqualTo("2032-03-01 2032-03-01");
        assertThat(world.told("kept.com")).endsWith("2031-01-30 registration_renewed");
        assertThat(mails.withoutRule("kept.com")).isEmpty();

        world.after("2031-12-31");
        assertThat(world.status("kept.com")).isEqualTo("active");
        assertThat(world.told("kept.com"))
                .as("nothing about an expiry after the renewal")
                .endsWith("2031-01-30 registration_renewed", "2031-03-01 data_reminder");
        assertThat(world.paid("kept.com")).isEqualTo(usd("17.14"));
        assertThat(world.cost("kept.com")).isEqualTo(usd("16.74"));
        assertThat(world.drift("kept.com")).isEmpty();
        world.autoRenew("kept.com", false);
    }

    @Test
    @Order(2032)
    void aNameThatNobodyPaysFor_expires_isInterrupted_redeemable_andFreeInTheEnd() {
        world.on("2032-05-01").register("dying.org", false);
        world.after("2033-05-01");
        assertThat(world.status("dying.org")).isEqualTo("expired");
        assertThat(world.dates("dying.org")).as("its registry has renewed it").isEqualTo("2033-05-01 2034-05-01");
        assertThat(world.isInTheZone("dying.org")).isTrue();

        world.after("2033-05-31");
        assertThat(world.isInTheZone("dying.org"))
                .as("interrupted thirty days after")
                .isFalse();
        assertThat(world.status("dying.org")).isEqualTo("expired");

        world.after("2033-06-10");
        assertThat(world.status("dying.org"))
                .as("deleted before its registry keeps the money")
                .isEqualTo("redemption_period");
        assertThat(world.dates("dying.org")).startsWith("2033-05-01 ");

        world.after("2033-07-10");
        assertThat(world.status("dying.org")).isEqualTo("pending_delete");

        world.after("2033-07-15");
        assertThat(world.status("dying.org")).isEqualTo("free");
        assertThat(world.registryHolds("dying.org")).isEmpty();
        assertThat(world.told("dying.org"))
                .containsExactly(
                        "2032-05-01 registration_succeeded",
                        "2033-04-02 expiry_month",
                        "2033-04-24 expiry_week",
                        "2033-05-01 data_reminder",
                        "2033-05-02 expired",
                        "2033-05-31 registration_interrupted",
                        "2033-06-10 registration_deleted");
        assertThat(mails.body("dying.org", "expired")).contains("2033-05-31", "2033-06-10");
        assertThat(mails.body("dying.org", "registration_interrupted")).contains("deleted on 2033-06-10");
        assertThat(mails.withoutRule("dying.org")).isEmpty();
        assertThat(world.paid("dying.org")).isEqualTo(usd("7.50"));
        assertThat(world.cost("dying.org"))
                .as("no year is paid for an unpaid name")
                .isEqualTo(usd("7.30"));
        assertThat(world.drift("dying.org")).isEmpty();

        world.register("dying.org", false);
        assertThat(world.status("dying.org")).isEqualTo("active");
        world.delete("dying.org");
    }

    @Test
    @Order(2034)
    void aNameThatIsPaidLate_takesTheYearThatItsRegistryHasAdded_andIsBackInTheZoneAtOnce() {
        world.on("2034-05-01").register("late.com", false);
        world.after("2035-06-02");
        assertThat(world.isInTheZone("late.com")).isFalse();

        world.renew("late.com");

        assertThat(world.isInTheZone("late.com")).isTrue();
        assertThat(world.status("late.com")).isEqualTo("active");
        assertThat(world.dates("late.com")).as("no second year").isEqualTo("2036-05-01 2036-05-01");
        world.after("2035-08-01");
        assertThat(world.told("late.com")).endsWith("2035-06-02 registration_renewed");
        assertThat(world.cost("late.com")).isEqualTo(usd("16.74"));
        world.delete("late.com");
    }

    @Test
    @Order(2036)
    void aCardThatIsDeclined_isTriedAgain_andTheHolderIsToldEachTime() {
        world.on("2036-03-01").register("broke.org", true);
        world.on("2037-01-29").cardIsDeclined();

        world.after("2037-02-20");
        assertThat(world.told("broke.org"))
                .containsExactly(
                        "2036-03-01 registration_succeeded",
                        "2037-01-25 auto_renew_price",
                        "2037-01-30 renewal_failed",
                        "2037-01-31 expiry_month",
                        "2037-02-09 renewal_failed",
                        "2037-02-19 renewal_failed");

        world.cardIsGood().after("2037-02-21");
        assertThat(world.dates("broke.org"))
                .as("a repaired card is tried within a day")
                .isEqualTo("2038-03-01 2038-03-01");
        assertThat(world.told("broke.org")).endsWith("2037-02-21 registration_renewed");
        world.autoRenew("broke.org", false).delete("broke.org");
    }

    @Test
    @Order(2038)
    void anAutoRenewSwitchedOnAfterExpiry_takesTheRegistrysYear_andOneSwitchedOffIsNotCharged() {
        world.on("2038-03-01").register("on-late.com", false).register("off-late.com", true);
        world.on("2039-01-28").autoRenew("off-late.com", false);
        world.on("2039-03-05").autoRenew("on-late.com", true);
        world.after("2039-03-07");

        assertThat(world.status("on-late.com")).isEqualTo("active");
        assertThat(world.dates("on-late.com")).isEqualTo("2040-03-01 2040-03-01");
        assertThat(world.told("on-late.com"))
                .endsWith("2039-03-02 expired", "2039-03-05 auto_renew_price", "2039-03-06 registration_renewed");
        assertThat(world.status("off-late.com")).isEqualTo("expired");
        assertThat(world.paid("off-late.com")).isEqualTo(usd("8.57"));
        world.delete("on-late.com").delete("off-late.com");
    }

    @Test
    @Order(2040)
    void theTwentyNinthOfFebruary_isWhateverItsRegistryMakesOfIt() {
        world.on("2040-02-29").register("leap.com", true);
        world.after("2041-03-02");

        assertThat(world.dates("leap.com")).isEqualTo("2042-02-28 2042-02-28");
        assertThat(world.drift("leap.com")).isEmpty();
        world.after("2043-03-02");
        assertThat(world.dates("leap.com")).isEqualTo("2044-02-28 2044-02-28");
        world.autoRenew("leap.com", false).delete("leap.com");
    }

    @Test
    @Order(2044)
    void aHolderWhoDoesNotConfirmHisData_isAskedAboutEachName_andSuspended_untilHeDoes_andIsAskedNoMore() {
        world.on("2044-03-01").register("first-unverified.com", false);
        world.after("2044-03-15");
        assertThat(world.status("first-unverified.com")).isEqualTo("active");

        world.after("2044-03-16");
        assertThat(world.status("first-unverified.com")).isEqualTo("suspended");
        assertThat(world.isInTheZone("first-unverified.com")).isFalse();
        assertThat(world.told("first-unverified.com"))
                .containsExactly(
                        "2044-03-01 registration_succeeded",
                        "2044-03-01 registrant_verification",
                        "2044-03-06 registrant_verification_reminder",
                        "2044-03-11 registrant_verification_reminder",
                        "2044-03-16 registration_suspended");

        world.on("2044-03-20").register("second-unverified.org", false).after("2044-04-03");
        assertThat(world.status("second-unverified.org")).isEqualTo("active");
        world.after("2044-04-04");
        assertThat(world.status("second-unverified.org")).isEqualTo("suspended");
        assertThat(world.told("second-unverified.org"))
                .containsExactly(
                        "2044-03-20 registration_succeeded",
                        "2044-03-20 registrant_verification",
                        "2044-03-25 registrant_verification_reminder",
                        "2044-03-30 registrant_verification_reminder",
                        "2044-04-04 registration_suspended");

        world.on("2044-04-10").confirm("second-unverified.org");
        for (String name : List.of("first-unverified.com", "second-unverified.org")) {
            assertThat(world.status(name)).as(name).isEqualTo("active");
            assertThat(world.isInTheZone(name)).as(name).isTrue();
            assertThat(world.told(name)).as(name).endsWith("2044-04-10 registration_reinstated");
            assertThat(mails.body(name, "registration_reinstated")).contains("The name works again.");
        }

        world.register("third-unverified.net", false).after("2044-05-20");
        assertThat(world.told("third-unverified.net")).containsExactly("2044-04-10 registration_succeeded");
        assertThat(world.status("third-unverified.net")).isEqualTo("active");
        world.delete("first-unverified.com").delete("second-unverified.org").delete("third-unverified.net");
    }

    @Test
    @Order(2046)
    void nineDaysWithoutAServer_areCaughtUp_andNothingIsToldOrChargedTwice() {
        world.on("2046-03-01").register("asleep.com", true);
        world.on("2047-01-24").away("2047-02-02");
        assertThat(world.told("asleep.com"))
                .containsExactly(
                        "2046-03-01 registration_succeeded", "2047-02-02 auto_renew_price", "2047-02-02 expiry_month");

        world.after("2047-02-04");

        assertThat(world.told("asleep.com")).endsWith("2047-02-02 expiry_month", "2047-02-03 registration_renewed");
        assertThat(world.dates("asleep.com")).isEqualTo("2048-03-01 2048-03-01");
        assertThat(world.paid("asleep.com")).isEqualTo(usd("17.14"));
        world.autoRenew("asleep.com", false).delete("asleep.com");
    }

    @Test
    @Order(2048)
    void theLastDayOfAMonth_isNoOtherDay() {
        world.on("2048-08-31").register("month-end.org", false);
        world.after("2049-09-02");

        assertThat(world.told("month-end.org"))
                .containsExactly(
                        "2048-08-31 registration_succeeded",
                        "2049-08-02 expiry_month",
                        "2049-08-24 expiry_week",
                        "2049-08-31 data_reminder",
                        "2049-09-01 expired");
        assertThat(world.dates("month-end.org")).isEqualTo("2049-08-31 2050-08-31");
        world.delete("month-end.org");
    }

    @Test
    @Order(2050)
    void aNameDeletedInItsFirstDays_isFreeAtOnce_andItsRegistryGivesItsFeeBack() {
        world.on("2050-05-01").register("regretted.org", false);
        world.on("2050-05-04").delete("regretted.org");

        assertThat(world.status("regretted.org")).isEqualTo("free");
        assertThat(world.cost("regretted.org")).isEqualTo(usd("0.00"));
        assertThat(world.paid("regretted.org")).as("nothing is refunded").isEqualTo(usd("7.50"));
    }

    @Test
    @Order(2051)
    void aNameDeletedAfterItsFirstDays_isRedeemable_andItsRegistryKeepsItsFee() {
        world.on("2051-05-01").register("kept-fee.org", false);
        world.on("2051-05-07").delete("kept-fee.org");

        assertThat(world.status("kept-fee.org")).isEqualTo("redemption_period");
        assertThat(world.cost("kept-fee.org")).isEqualTo(usd("7.30"));

        world.after("2051-05-20").restore("kept-fee.org");
        assertThat(world.status("kept-fee.org")).isEqualTo("active");
        assertThat(world.dates("kept-fee.org"))
                .as("no year is due, for it has not expired")
                .isEqualTo("2052-05-01 2052-05-01");
        assertThat(world.told("kept-fee.org"))
                .containsExactly(
                        "2051-05-01 registration_succeeded",
                        "2051-05-07 registration_deleted",
                        "2051-05-20 registration_restored");
        assertThat(mails.withoutRule("kept-fee.org")).isEmpty();
        world.delete("kept-fee.org");
    }

    @Test
    @Order(2053)
    void twoYearsPaidInTheAutoRenewGracePeriod_areTheRegistrysYearAndOneMore() {
        world.on("2053-05-01").register("two-more.com", false);
        world.after("2054-05-10").renew("two-more.com", 2);

        assertThat(world.dates("two-more.com")).isEqualTo("2056-05-01 2056-05-01");
        assertThat(world.paid("two-more.com")).isEqualTo(usd("25.71"));
        assertThat(world.cost("two-more.com")).isEqualTo(usd("25.11"));
        world.delete("two-more.com");
    }

    @Test
    @Order(2056)
    void theClockMovesAYear_whileAHolderIsAsked_andNothingIsHeldAfterwards() {
        world.on("2056-05-01").begin("asked-confirm.org");
        assertThat(world.status("asked-confirm.org")).isEqualTo("registration_pending");

        world.after("2057-05-01");

        assertThat(world.status("asked-confirm.org")).isEqualTo("free");
        assertThat(world.paid("asked-confirm.org")).isEqualTo(usd("0.00"));
    }

    @Test
    @Order(2058)
    void aYearThatItsRegistryHasTakenBack_canBeBoughtAgain() {
        world.on("2058-05-01").register("again.org", false);
        world.on("2059-04-01").renew("again.org");
        world.on("2059-04-03").delete("again.org");
        assertThat(world.dates("again.org"))
                .as("deleted in its renew grace period")
                .isEqualTo("2059-05-01 2059-05-01");

        world.on("2059-04-10").restore("again.org");
        assertThat(world.status("again.org")).isEqualTo("active");
        assertThat(world.dates("again.org")).isEqualTo("2059-05-01 2059-05-01");

        world.renew("again.org");

        assertThat(world.dates("again.org")).isEqualTo("2060-05-01 2060-05-01");
        world.delete("again.org");
    }

    @Test
    @Order(2061)
    void aDeletionThatIsCutOffAgainAndAgain_isRepeatedBeforeTimeGoesOn() {
        world.on("2061-05-01").register("cut-off.org", false);
        for (int times = 0; times < 3; times++) {
            world.fault("cut-off.org", "domain:delete", "drop-before");
        }

        world.after("2063-05-01");

        assertThat(world.status("cut-off.org")).isEqualTo("free");
        assertThat(world.cost("cut-off.org"))
                .as("the year that its registry has added is given back")
                .isEqualTo(usd("7.30"));
    }

    @ParameterizedTest(name = "{0}, whose registry takes its fee {1}")
    @Order(2064)
    @CsvSource({
        "long-away.com, at expiry, 2064, 16.74, 56.74",
        "long-away.tech, when the grace period has passed, 2067, 53.96, 93.96"
    })
    void aServerThatIsAwayUntilTheGraceIsOver_hasTheLostYearInItsBooks_andSellsItWithARestore(
            String name, String billed, int year, String lost, String restored) {
        world.on(year + "-01-10");
        Money before = chargedByRegistryOf(name);
        world.register(name, false).on((year + 1) + "-01-09");

        world.away((year + 1) + "-03-05");

        assertThat(world.status(name)).isEqualTo("redemption_period");
        assertThat(world.cost(name)).as("nothing is given back").isEqualTo(usd(lost));
        world.restore(name);
        assertThat(world.status(name)).isEqualTo("active");
        assertThat(world.cost(name)).as("the year is there already").isEqualTo(usd(restored));
        assertThat(chargedByRegistryOf(name).minus(before)).isEqualTo(world.cost(name));
        world.delete(name);
    }

    private static Money chargedByRegistryOf(String name) {
        return Money.of("USD", new RegistryCharges(world.control()).of(world.registryOf(name)));
    }

    @AfterAll
    static void books() {
        Report report = world.registrar().reconciliation().run();
        assertThat(report.clean()).as(report::text).isTrue();
        world.close();
        registries.close();
    }
}
