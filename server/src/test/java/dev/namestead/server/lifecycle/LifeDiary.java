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
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What plans of lives are told in: the facts of a name that is looked at whenever its plan says so, and what is done, with its date. */
abstract class LifeDiary {
    static final LifecycleSettings SETTINGS = LifecycleSettings.DEFAULT;
    static final Instant BORN = Instant.parse("2026-03-01T10:00:00Z");
    static final Instant END = Instant.parse("2027-03-01T10:00:00Z");

    boolean autoRenew;
    Extension extension = Catalog.builtIn().find("com").orElseThrow();
    Instant paidUntil = END;
    Set<String> statuses = new HashSet<>();
    Set<String> rgp = new HashSet<>();
    final Set<String> holds = new HashSet<>();
    final Map<String, Instant> told = new HashMap<>();
    Instant readAt = BORN;
    Instant lastTry;
    Instant payableSince = BORN;
    LifeFacts.Deletion deletion;
    LifeFacts.Told aligned;
    int looks;
    boolean registryRefuses;
    Instant deletionFailedAt;
    boolean mustVerify;
    Verification verification;
    Instant changingSince;
    final List<String> diary = new ArrayList<>();

    static Verification asked(Instant at) {
        return new Verification(new AccountId("0".repeat(32)), new UUID(0, 3), "a@example.com", at, null);
    }

    static Verification confirmed(Instant at) {
        return new Verification(new AccountId("0".repeat(32)), new UUID(0, 3), "a@example.com", BORN, at);
    }

    /** Looks at the name whenever its plan says so, from then until that day is over. */
    void live(Instant from, String until) {
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
                deletion = new LifeFacts.Deletion(now, true, 0);
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

    Extension withGrace(Extension.Expiry.Behaviour behaviour, int days) {
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

    LifeFacts facts() {
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
                deletion,
                deletionFailedAt,
                aligned,
                mustVerify,
                verification,
                changingSince);
    }
}
