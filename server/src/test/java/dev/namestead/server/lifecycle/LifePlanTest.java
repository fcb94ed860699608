package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.extension.Extension;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plan of a life, told as diaries: a name is looked at whenever its plan says so, and what is done is noted with its date. */
class LifePlanTest extends LifeDiary {
    @Test
    void aNameThatNobodyPaysFor_isTold_expires_leavesTheZone_andIsDeleted_beforeItsRegistryKeepsTheMoney() {
        live(BORN, "2027-06-01");

        assertThat(diary)
                .containsExactly(
                        "2027-01-31 tells expiry_month",
                        "2027-02-22 tells expiry_week",
                        "2027-03-01 tells data_reminder",
                        "2027-03-01 reads",
                        "2027-03-02 tells expired",
                        "2027-03-31 holds expired",
                        "2027-03-31 tells registration_interrupted",
                        "2027-03-31 keeps out",
                        "2027-04-10 deletes",
                        "2027-05-10 reads",
                        "2027-05-15 reads");
    }

    @Test
    void aNameWithAutoRenew_isToldItsPriceAndTriedUntilItCannotBeRenewed() {
        autoRenew = true;
        live(BORN, "2027-04-15");

        assertThat(diary)
                .containsExactly(
                        "2027-01-25 tells auto_renew_price",
                        "2027-01-30 tries",
                        "2027-01-31 tells expiry_month",
                        "2027-02-09 tries",
                        "2027-02-19 tries",
                        "2027-02-22 tells expiry_week",
                        "2027-02-26 tries",
                        "2027-02-28 tries",
                        "2027-03-01 tells data_reminder",
                        "2027-03-01 reads",
                        "2027-03-02 tells expired",
                        "2027-03-03 tries",
                        "2027-03-11 tries",
                        "2027-03-21 tries",
                        "2027-03-31 tries",
                        "2027-03-31 holds expired",
                        "2027-03-31 tells registration_interrupted",
                        "2027-03-31 keeps out",
                        "2027-04-10 deletes");
    }

    @Test
    void aNameThatIsRenewedAtTheFirstTry_isToldNothingMore() {
        autoRenew = true;
        live(BORN, "2027-01-30");
        assertThat(diary).endsWith("2027-01-30 tries");
        paidUntil = Instant.parse("2028-03-01T10:00:00Z");
        diary.clear();

        live(Instant.parse("2027-01-30T10:00:01Z"), "2028-01-20");

        assertThat(diary).containsExactly("2027-03-01 tells data_reminder");
    }

    @Test
    void autoRenewSwitchedOnLate_isTriedADayAfterThePriceWasTold_andAtOnceOnTheLastDay() {
        live(BORN, "2027-02-16");
        diary.clear();
        autoRenew = true;
        live(Instant.parse("2027-02-16T00:00:00Z"), "2027-02-18");
        assertThat(diary).containsExactly("2027-02-16 tells auto_renew_price", "2027-02-17 tries");

        told.clear();
        lastTry = null;
        diary.clear();
        live(Instant.parse("2027-03-01T09:00:00Z"), "2027-03-01");
        assertThat(diary).containsSubsequence("2027-03-01 tells auto_renew_price", "2027-03-01 tries");
    }

    @Test
    void autoRenewSwitchedOff_isNotTried() {
        autoRenew = true;
        live(BORN, "2027-01-26");
        autoRenew = false;
        diary.clear();

        live(Instant.parse("2027-01-26T00:00:00Z"), "2027-03-04");

        assertThat(diary).noneMatch(line -> line.contains("tries"));
    }

    @Test
    void aCardThatWasRepaired_isTriedAtOnce() {
        autoRenew = true;
        live(BORN, "2027-02-10");
        diary.clear();
        payableSince = Instant.parse("2027-02-12T08:00:00Z");

        live(Instant.parse("2027-02-12T08:00:00Z"), "2027-02-13");

        assertThat(diary).containsExactly("2027-02-12 tries");
    }

    @Test
    void whereATryHasFailed_theNameIsLookedAtEachDay_forNobodyTellsOfABetterCard() {
        autoRenew = true;
        live(BORN, "2027-02-01");

        Instant noon = Instant.parse("2027-02-02T12:00:00Z");
        assertThat(LifePlan.of(facts(), SETTINGS, noon).next()).contains(noon.plus(Duration.ofDays(1)));
    }

    @Test
    void aRisenPrice_isToldAnewAndNotChargedTheSameDay() {
        autoRenew = true;
        live(BORN, "2027-01-29");
        // What was told was another price.
        told.put("auto_renew_price:2027-03-01:700", told.remove("auto_renew_price:2027-03-01:857"));
        diary.clear();

        live(Instant.parse("2027-01-30T10:00:00Z"), "2027-02-01");

        assertThat(diary)
                .containsExactly(
                        "2027-01-30 tells auto_renew_price", "2027-01-31 tries", "2027-01-31 tells expiry_month");
    }

    @Test
    void aWeekWithoutAServer_isCaughtUp_andNothingIsToldThatIsOverOrTwice() {
        live(Instant.parse("2027-01-30T00:00:00Z"), "2027-01-30");
        live(Instant.parse("2027-02-25T00:00:00Z"), "2027-02-27");
        live(Instant.parse("2027-03-20T00:00:00Z"), "2027-03-20");

        assertThat(diary)
                .as("the month's notice is over when the week's is due")
                .containsExactly(
                        "2027-02-25 tells expiry_week",
                        "2027-03-20 tells data_reminder",
                        "2027-03-20 reads",
                        "2027-03-20 tells expired");
    }

    @Test
    void whatIsBeingChanged_isLeftAlone() {
        changingSince = BORN;

        assertThat(LifePlan.of(facts(), SETTINGS, END).now()).isEmpty();
        assertThat(LifePlan.of(facts(), SETTINGS, END).next()).contains(END.plus(Duration.ofDays(1)));
    }

    @Test
    void aNameThatWasPaidLate_isReleased() {
        holds.add("expired");
        paidUntil = Instant.parse("2028-03-01T10:00:00Z");

        assertThat(LifePlan.of(facts(), SETTINGS, Instant.parse("2027-04-05T00:00:00Z"))
                        .now())
                .contains(new LifeAction.Release(HoldReason.EXPIRED));
    }

    @Test
    void aMonthWithoutAServer_deletesAtOnce_forOnlyOneThingCanBeChangedAtATime() {
        live(BORN, "2027-02-25");
        diary.clear();

        live(Instant.parse("2027-04-12T00:00:00Z"), "2027-04-12");

        assertThat(diary).endsWith("2027-04-12 holds expired", "2027-04-12 deletes");
    }

    @Test
    void aRegistryThatDoesNotKeepANameOut_isToldAgain_afterLongerAndLongerPauses() {
        live(BORN, "2027-03-30");
        registryRefuses = true;
        diary.clear();
        looks = 0;

        live(Instant.parse("2027-03-31T09:00:00Z"), "2027-04-09");

        assertThat(diary)
                .containsExactly(
                        "2027-03-31 holds expired",
                        "2027-03-31 tells registration_interrupted",
                        "2027-03-31 keeps out",
                        "2027-03-31 keeps out",
                        "2027-04-01 keeps out",
                        "2027-04-02 keeps out",
                        "2027-04-04 keeps out",
                        "2027-04-08 keeps out");
        assertThat(looks).as("nobody looks in between").isLessThan(15);
    }

    @Test
    void aDeletionThatItsRegistryRefuses_isTriedEachSixHours_untilTheMoneyIsLost_andMoreAndMoreSeldomAfterThat() {
        live(BORN, "2027-04-09");
        registryRefuses = true;
        diary.clear();
        live(Instant.parse("2027-04-10T00:00:00Z"), "2027-04-15");
        assertThat(diary).filteredOn("2027-04-11 fails to delete"::equals).hasSize(4);
        assertThat(diary).filteredOn("2027-04-14 fails to delete"::equals).hasSize(4);
        assertThat(diary).filteredOn(line -> line.endsWith("alarms")).first().isEqualTo("2027-04-13 alarms");
        diary.clear();

        live(Instant.parse("2027-04-16T00:00:00Z"), "2027-06-30");
        List<String> tries =
                diary.stream().filter(line -> line.endsWith("fails to delete")).toList();
        assertThat(tries).hasSizeBetween(8, 20).last().asString().startsWith("2027-06-2");
        assertThat(diary).filteredOn(line -> line.endsWith("alarms")).hasSameSizeAs(tries);
    }

    @Test
    void aDeletionThatIsBlocked_alarmsTheOperatorOnceADay() {
        changingSince = BORN;
        Instant late = Instant.parse("2027-04-14T00:00:00Z");

        assertThat(LifePlan.of(facts(), SETTINGS, late).now()).containsExactly(new LifeAction.Alarm());
        assertThat(LifePlan.of(facts(), SETTINGS, late).next()).contains(late.plus(Duration.ofDays(1)));
        Instant before = Instant.parse("2027-04-12T20:00:00Z");
        assertThat(LifePlan.of(facts(), SETTINGS, before).now()).isEmpty();
        assertThat(LifePlan.of(facts(), SETTINGS, before).next())
                .as("when it is time")
                .contains(Instant.parse("2027-04-13T10:00:00Z"));
    }

    @Test
    void aNameOfARegistryThatDeletesByItself_isOnlyTold() {
        extension = withGrace(Extension.Expiry.Behaviour.EXPIRE, 30);
        live(BORN, "2027-06-01");

        assertThat(diary).noneMatch(line -> line.contains("deletes") || line.contains("holds"));
        assertThat(diary).contains("2027-03-02 tells expired");
    }

    @Test
    void aNameOfARegistryThatKeepsTheMoney_isDeletedTheDayBefore() {
        extension = withGrace(Extension.Expiry.Behaviour.AUTO_RENEW, 0);
        live(BORN, "2027-02-28");

        assertThat(diary).endsWith("2027-02-28 deletes");
    }

    @Test
    void aShortGrace_stillLeavesEightDaysOutOfTheZone() {
        extension = withGrace(Extension.Expiry.Behaviour.AUTO_RENEW, 20);
        live(BORN, "2027-04-01");

        assertThat(diary).containsSubsequence("2027-03-08 holds expired", "2027-03-16 deletes");
    }
}
