package dev.namestead.server.lifecycle;

import dev.namestead.server.audit.Actor;
import dev.namestead.server.database.Tx;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.verification.Verification;
import dev.namestead.server.verification.Verifications;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.Workflows;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what a {@link LifePlan} says, in the transaction of its decision. */
final class LifeActions {
    private static final Logger LOG = LoggerFactory.getLogger(LifeActions.class);
    private static final Actor OURSELVES = Actor.system("lifecycle");

    private final LifeNotices notices;
    private final AutoRenewal autoRenewal;
    private final DeleteRegistration deletion;
    private final Workflows workflows;
    private final HoldWorkflow holding;
    private final Verifications verifications;
    private final LifeStore store = new LifeStore();

    LifeActions(
            LifeNotices notices,
            AutoRenewal autoRenewal,
            DeleteRegistration deletion,
            Workflows workflows,
            HoldWorkflow holding,
            Verifications verifications) {
        this.notices = notices;
        this.autoRenewal = autoRenewal;
        this.deletion = deletion;
        this.workflows = workflows;
        this.holding = holding;
        this.verifications = verifications;
    }

    /** @param holds the present reasons, which this may change */
    void act(Tx tx, LifeFacts facts, LifeAction action, Set<String> holds) {
        Registration registration = facts.registration();
        switch (action) {
            case LifeAction.Tell tell -> notices.tell(tx, facts, tell);
            case LifeAction.Ask(Instant dueAt, Instant by) -> {
                Verification asked = verifications.begin(tx, registration.account(), registration.registrant());
                String mark = LifeFacts.mark(LifeFacts.ASKED, asked);
                verifications.ask(tx, asked, about(registration, by), new Notices.Rule(registration.id(), mark, dueAt));
            }
            case LifeAction.Remind(String mark, Instant dueAt, Instant by) -> {
                Verification asked = Objects.requireNonNull(facts.verification());
                verifications.remind(
                        tx, asked, about(registration, by), new Notices.Rule(registration.id(), mark, dueAt));
            }
            case LifeAction.Renew _ -> autoRenewal.attempt(tx, facts);
            case LifeAction.Read _ -> store.readNow(tx, registration.registryId(), registration.name());
            case LifeAction.Hold(HoldReason reason) -> {
                holds.add(reason.wire());
                store.setHolds(tx, registration.account(), registration.id(), holds);
            }
            case LifeAction.Release(HoldReason reason) -> {
                holds.remove(reason.wire());
                store.setHolds(tx, registration.account(), registration.id(), holds);
            }
            case LifeAction.Align _ -> align(tx, registration, holds);
            case LifeAction.Delete _ ->
                deletion.begin(tx, WorkflowId.random(), OURSELVES, registration, DeletionData.UNPAID);
            case LifeAction.Alarm _ ->
                LOG.error(
                        "ALARM {} is not paid for and still there: its registry will keep the money for a year of it",
                        registration.name());
        }
    }

    private static Verifications.About about(Registration registration, Instant by) {
        return new Verifications.About(registration.name(), registration.registrant(), RenewalPlan.date(by));
    }

    private void align(Tx tx, Registration registration, Set<String> holds) {
        boolean begun = workflows.begin(
                tx,
                WorkflowId.random(),
                holding,
                registration.account(),
                registration.name().ascii(),
                registration.registryId(),
                HoldWorkflow.request(holds),
                new HoldData(registration.id(), registration.name().ascii(), registration.registryId()));
        if (!begun) {
            throw new IllegalStateException(registration.name() + " is being changed at this moment");
        }
    }
}
