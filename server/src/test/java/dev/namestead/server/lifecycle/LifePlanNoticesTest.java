package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.server.verification.Verification;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What holders are asked, and told beside what is due at their dates. */
class LifePlanNoticesTest extends LifeDiary {
    @ParameterizedTest
    @CsvSource({
        "2027-02-01, expiry_month",
        "2027-02-22, expiry_week",
        "2027-03-04, expired",
        "2027-03-31, registration_interrupted"
    })
    void whatARenewalMakesVoid_waitsForOneThatBeginsInTheSameLook(LocalDate day, String notice) {
        autoRenew = true;
        Instant now = day.atTime(11, 0).toInstant(ZoneOffset.UTC);
        told.put("auto_renew_price:2027-03-01:857", BORN);
        readAt = now;

        LifePlan begins = LifePlan.of(facts(), SETTINGS, now);
        assertThat(begins.now()).contains(new LifeAction.Renew());
        assertThat(tells(begins)).doesNotContain(notice);
        assertThat(begins.next()).contains(now.plus(Duration.ofMinutes(1)));

        lastTry = now;
        assertThat(tells(LifePlan.of(facts(), SETTINGS, now.plusSeconds(2))))
                .as("it has failed")
                .contains(notice);
        paidUntil = Instant.parse("2028-03-01T10:00:00Z");
        assertThat(tells(LifePlan.of(facts(), SETTINGS, now.plusSeconds(2))))
                .as("it has succeeded")
                .doesNotContain(notice);
    }

    @ParameterizedTest
    @CsvSource({"2027-02-01, expiry_month", "2027-02-22, expiry_week", "2027-03-04, expired"})
    void whatARenewalMakesVoid_isToldWhereItIsStuckForSixHours(LocalDate day, String notice) {
        autoRenew = true;
        Instant begun = day.atTime(11, 0).toInstant(ZoneOffset.UTC);
        changingSince = begun;

        LifePlan soon = LifePlan.of(facts(), SETTINGS, begun.plus(Duration.ofMinutes(1)));
        assertThat(soon.now()).isEmpty();
        assertThat(soon.next()).contains(begun.plus(Duration.ofHours(6)));
        LifePlan stuck = LifePlan.of(facts(), SETTINGS, begun.plus(Duration.ofHours(6)));
        assertThat(tells(stuck)).containsExactly(notice);
        told.put(notice + ":2027-03-01", begun);
        assertThat(tells(LifePlan.of(facts(), SETTINGS, begun.plus(Duration.ofDays(1)))))
                .isEmpty();
    }

    private static List<String> tells(LifePlan plan) {
        return plan.now().stream()
                .filter(LifeAction.Tell.class::isInstance)
                .map(action -> ((LifeAction.Tell) action).notice().wire())
                .toList();
    }

    @Test
    void aHolderWhoDoesNotConfirmHisData_isReminded_suspended_andBackAtOnceWhenHeDoes() {
        mustVerify = true;
        live(BORN, "2026-03-20");

        assertThat(diary)
                .containsExactly(
                        "2026-03-01 asks",
                        "2026-03-06 reminds",
                        "2026-03-11 reminds",
                        "2026-03-16 holds verification",
                        "2026-03-16 tells registration_suspended",
                        "2026-03-16 keeps out");
        verification = confirmed(Instant.parse("2026-03-21T08:00:00Z"));
        diary.clear();
        live(Instant.parse("2026-03-21T08:00:00Z"), "2026-12-31");
        assertThat(diary)
                .containsExactly(
                        "2026-03-21 releases verification",
                        "2026-03-21 tells registration_reinstated",
                        "2026-03-21 lets in");
    }

    @Test
    void dataThatAreConfirmedAlready_areNotAskedAbout() {
        mustVerify = true;
        verification = confirmed(Instant.parse("2025-06-01T00:00:00Z"));
        live(BORN, "2026-12-31");

        assertThat(diary).isEmpty();
    }

    @Test
    void aSecondNameOfAHolderWhoHasNotConfirmed_isAskedAboutAndRemindedByItsOwnDates_beforeItIsSuspended() {
        mustVerify = true;
        verification = asked(Instant.parse("2026-01-01T00:00:00Z"));
        live(BORN, "2026-03-20");

        assertThat(diary)
                .containsExactly(
                        "2026-03-01 asks",
                        "2026-03-06 reminds",
                        "2026-03-11 reminds",
                        "2026-03-16 holds verification",
                        "2026-03-16 tells registration_suspended",
                        "2026-03-16 keeps out");
    }

    @Test
    void aNameThatIsAskedAboutLate_hasItsFifteenDaysFromThenOn() {
        mustVerify = true;
        verification = asked(Instant.parse("2026-01-01T00:00:00Z"));
        live(Instant.parse("2026-04-01T10:00:00Z"), "2026-04-16");

        assertThat(diary).startsWith("2026-04-01 asks", "2026-04-06 reminds").contains("2026-04-16 holds verification");
    }

    @Test
    void aNameWithOtherDataNow_isAskedAboutThem_whatWasAskedBefore() {
        mustVerify = true;
        live(BORN, "2026-03-07");
        diary.clear();
        verification = new Verification(
                new AccountId("0".repeat(32)),
                new UUID(0, 4),
                "b@example.com",
                Instant.parse("2026-02-01T00:00:00Z"),
                null);
        live(Instant.parse("2026-03-08T10:00:00Z"), "2026-03-23");

        assertThat(diary)
                .containsExactly(
                        "2026-03-08 asks",
                        "2026-03-13 reminds",
                        "2026-03-18 reminds",
                        "2026-03-23 holds verification",
                        "2026-03-23 tells registration_suspended",
                        "2026-03-23 keeps out");
    }

    @Test
    void oneReasonThatEnds_leavesTheOther() {
        mustVerify = true;
        live(BORN, "2027-04-05");
        assertThat(holds).containsExactlyInAnyOrder("verification", "expired");
        diary.clear();
        verification = confirmed(Instant.parse("2027-04-06T00:00:00Z"));

        live(Instant.parse("2027-04-06T00:00:00Z"), "2027-04-06");

        assertThat(diary)
                .as("still kept out")
                .containsExactly("2027-04-06 releases verification", "2027-04-06 tells registration_reinstated");
    }

    @Test
    void aSuspensionByItsRegistry_andItsEnd_areToldOnceEach() {
        for (int day = 1; day <= 3; day += 2) {
            statuses = Set.of("serverHold");
            live(Instant.parse("2026-05-0" + day + "T10:00:00Z"), "2026-05-0" + day);
            live(Instant.parse("2026-05-0" + day + "T12:00:00Z"), "2026-05-0" + day);
            statuses = Set.of();
            live(Instant.parse("2026-05-0" + (day + 1) + "T10:00:00Z"), "2026-05-0" + (day + 1));
            live(Instant.parse("2026-05-0" + (day + 1) + "T12:00:00Z"), "2026-05-0" + (day + 1));
        }

        assertThat(diary)
                .containsExactly(
                        "2026-05-01 tells registration_suspended_by_registry",
                        "2026-05-02 tells registration_reinstated_by_registry",
                        "2026-05-03 tells registration_suspended_by_registry",
                        "2026-05-04 tells registration_reinstated_by_registry");
    }

    @Test
    void aDeletionByItsRegistry_isToldOnce_andAgainAfterARestore() {
        statuses = Set.of("pendingDelete");
        rgp = Set.of("redemptionPeriod");
        deletion = new LifeFacts.Deletion(Instant.parse("2026-05-01T10:00:00Z"), false, 0);
        live(Instant.parse("2026-05-01T10:00:00Z"), "2026-05-01");
        // Where nobody here has deleted it, it is as old as its latest reading.
        deletion = new LifeFacts.Deletion(Instant.parse("2026-05-02T10:00:00Z"), false, 0);
        live(Instant.parse("2026-05-02T10:00:00Z"), "2026-05-02");
        deletion = new LifeFacts.Deletion(Instant.parse("2026-07-01T10:00:00Z"), false, 1);
        live(Instant.parse("2026-07-01T10:00:00Z"), "2026-07-01");

        assertThat(diary)
                .containsExactly("2026-05-01 tells registration_deleted", "2026-07-01 tells registration_deleted");
    }
}
