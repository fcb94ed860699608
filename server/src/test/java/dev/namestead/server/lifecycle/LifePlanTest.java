package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.registration.PrivacyMode;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.verification.Verification;
import dev.namestead.server.workflow.WorkflowId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The plan of a life, told as diaries: a name is looked at whenever its plan says so, and what is done is noted with its date. */
class LifePlanTest {
    private static final LifecycleSettings SETTINGS = LifecycleSettings.DEFAULT;
    private static final Instant BORN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant END = Instant.parse("2027-03-01T10:00:00Z");

    private boolean autoRenew;
    private Extension extension = Catalog.builtIn().find("com").orElseThrow();
    private Instant paidUntil = END;
    private Set<String> statuses = new HashSet<>();
    private Set<String> rgp = new HashSet<>();
    private final Set<String> holds = new HashSet<>();
    private final Map<String, Instant> told = new HashMap<>();
    private Instant readAt = BORN;
    private Instant lastTry;
    private Instant payableSince = BORN;
    private Instant deletedAt;
    private LifeFacts.Told aligned;
    private int looks;
    private boolean registryRefuses;
    private Instant deletionFailedAt;
    private boolean mustVerify;
    private Verification verification;
    private boolean changing;
    private final List<String> diary = new ArrayList<>();

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
        assertThat(diary).containsExactly("2026-03-21 releases verification", "2026-03-21 lets in");
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

        assertThat(diary).as("still kept out").containsExactly("2027-04-06 releases verification");
    }

    private static Verification asked(Instant at) {
        return new Verification(new AccountId("0".repeat(32)), new UUID(0, 3), "a@example.com", at, null);
    }

    private static Verification confirmed(Instant at) {
        return new Verification(new AccountId("0".repeat(32)), new UUID(0, 3), "a@example.com", BORN, at);
    }

    @Test
    void whatIsBeingChanged_isLeftAlone() {
        changing = true;

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
        changing = true;
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

    /** Looks at the name whenever its plan says so, from then until that day is over. */
    private void live(Instant from, String until) {
        Instant end = Instant.parse(until + "T23:59:59Z");
        Instant now = from;
        while (!now.isAfter(end)) {
            assertThat(++looks).isLessThan(1000);
            LifePlan plan = LifePlan.of(facts(), SETTINGS, now);
            for (LifeAction action : plan.now()) {
                diary.add(RenewalPlan.date(now) + " " + act(action, now));
            }
            if (plan.next().isEmpty()) {
                return;
            }
            assertThat(plan.next().get()).isAfter(now);
            // The end of a workflow has the name looked at.
            now = now.equals(deletionFailedAt)
                    ? now.plusSeconds(1)
                    : plan.next().get();
        }
    }

    private String act(LifeAction action, Instant now) {
        return switch (action) {
            case LifeAction.Tell(LifeNotice notice, String mark, Instant _, Instant _) -> {
                told.put(mark, now);
                yield "tells " + notice.wire();
            }
            case LifeAction.Ask _ -> {
                verification = verification == null ? asked(now) : verification;
                told.put(LifeFacts.mark("asked", verification), now);
                yield "asks";
            }
            case LifeAction.Remind(String mark, Instant _, Instant _) -> {
                told.put(mark, now);
                yield "reminds";
            }
            case LifeAction.Renew _ -> {
                lastTry = now;
                yield "tries";
            }
            case LifeAction.Read _ -> {
                readAt = now;
                yield "reads";
            }
            case LifeAction.Hold(HoldReason reason) -> {
                holds.add(reason.wire());
                yield "holds " + reason.wire();
            }
            case LifeAction.Release(HoldReason reason) -> {
                holds.remove(reason.wire());
                yield "releases " + reason.wire();
            }
            case LifeAction.Align _ -> {
                boolean held = !holds.isEmpty();
                aligned = new LifeFacts.Told(
                        held, now, aligned == null || aligned.held() != held ? 1 : aligned.times() + 1);
                yield align();
            }
            case LifeAction.Delete _
            when registryRefuses -> {
                deletionFailedAt = now;
                yield "fails to delete";
            }
            case LifeAction.Delete _ -> {
                deletedAt = now;
                statuses = Set.of("pendingDelete");
                rgp = Set.of("redemptionPeriod");
                yield "deletes";
            }
            case LifeAction.Alarm _ -> "alarms";
        };
    }

    private String align() {
        if (!registryRefuses) {
            statuses = holds.isEmpty() ? Set.of() : Set.of("clientHold");
        }
        return holds.isEmpty() ? "lets in" : "keeps out";
    }

    private Extension withGrace(Extension.Expiry.Behaviour behaviour, int days) {
        var grace = extension.grace();
        return new Extension(
                extension.name(),
                extension.registrations(),
                extension.registryId(),
                extension.years(),
                extension.price(),
                extension.cost(),
                new Extension.GracePeriods(
                        grace.addDays(),
                        grace.renewDays(),
                        days,
                        grace.transferDays(),
                        grace.redemptionDays(),
                        grace.pendingDeleteDays()),
                new Extension.Expiry(behaviour, Extension.Expiry.Billed.AT_EXPIRY, true),
                extension.contacts(),
                extension.privacy(),
                extension.idn(),
                extension.fields(),
                extension.words());
    }

    private LifeFacts facts() {
        Registration registration = new Registration(
                new AccountId("0".repeat(32)),
                new UUID(0, 1),
                DomainName.of("diary.com"),
                "thin",
                new WorkflowId(new UUID(0, 2)),
                true,
                BORN,
                paidUntil,
                paidUntil,
                autoRenew,
                PrivacyMode.OFF,
                true,
                statuses,
                rgp,
                Map.of(ContactRole.REGISTRANT, RegistrarWorld.ADA),
                List.of(),
                BORN,
                null,
                false);
        return new LifeFacts(
                registration,
                extension,
                Set.copyOf(holds),
                readAt,
                told.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                lastTry,
                payableSince,
                deletedAt,
                deletionFailedAt,
                aligned,
                mustVerify,
                verification,
                changing);
    }
}
