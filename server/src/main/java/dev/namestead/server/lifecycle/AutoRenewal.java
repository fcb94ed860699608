package dev.namestead.server.lifecycle;

import dev.namestead.api.RefusedException;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.database.Tx;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.workflow.WorkflowId;
import java.time.LocalDate;

/** A renewal that we try by ourselves, because the holder has asked for that once. */
final class AutoRenewal {
    private static final Actor OURSELVES = Actor.system("auto-renew");

    private final RenewRegistration renew;
    private final LifeNotices notices;
    private final LifeStore store = new LifeStore();

    AutoRenewal(RenewRegistration renew, LifeNotices notices) {
        this.renew = renew;
        this.notices = notices;
    }

    /** Begins it, or tells why it cannot begin; either way this try is over, and the next one comes by the plan. */
    void attempt(Tx tx, LifeFacts facts) {
        Registration registration = facts.registration();
        LocalDate from = RenewalPlan.date(java.util.Objects.requireNonNull(registration.paidUntil()));
        try {
            WorkflowId id = renew.automatic(tx, OURSELVES, registration, facts.years());
            store.tried(tx, registration.account(), registration.id(), from, id.value(), null);
        } catch (RefusedException refused) {
            store.tried(tx, registration.account(), registration.id(), from, null, refused.getMessage());
            notices.renewalFailed(tx, registration, String.valueOf(refused.getMessage()));
        }
    }
}
