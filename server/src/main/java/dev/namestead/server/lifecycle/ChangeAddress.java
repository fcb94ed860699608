package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.Confirmations;
import dev.namestead.server.registration.RegisterDomain;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.RegistrationSettings;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.registration.RequestHash;
import dev.namestead.server.verification.Verification;
import dev.namestead.server.verification.Verifications;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowView;
import dev.namestead.server.workflow.Workflows;
import java.util.Optional;

/**
 * Accepts another e-mail address for a holder who cannot confirm his data because the one that he was asked at is wrong. Only that: data that were
 * confirmed are another matter, the change of a holder. An equal request is answered with the same workflow while it runs, and as long as the
 * address is the one that it has brought.
 */
public final class ChangeAddress {
    /** Each change sends a mail to an address that somebody wrote down. */
    private static final int MOST_A_DAY = 5;

    private final Database database;
    private final RegistrationSettings settings;
    private final Workflows workflows;
    private final AddressWorkflow definition;
    private final Verifications verifications;
    private final Confirmations confirmations;
    private final AuditStore audit;
    private final RegistrationStore registrations = new RegistrationStore();
    private final LifeStore life = new LifeStore();

    ChangeAddress(
            Database database,
            RegistrationSettings settings,
            Workflows workflows,
            AddressWorkflow definition,
            Verifications verifications,
            Confirmations confirmations,
            AuditStore audit) {
        this.database = database;
        this.settings = settings;
        this.workflows = workflows;
        this.definition = definition;
        this.verifications = verifications;
        this.confirmations = confirmations;
        this.audit = audit;
    }

    /**
     * @param email known to be an address
     * @throws RefusedException nothing was accepted
     */
    public WorkflowId accept(Actor actor, AccountId account, DomainName name, String email) {
        WorkflowId fresh = WorkflowId.random();
        return database.inTransactionByKey(tx -> workflows.written(tx, fresh), tx -> {
            requireNotAwaited(tx, account, name);
            Registration registration = registrations
                    .findLocked(tx, account, name)
                    .filter(Registration::registered)
                    .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND, "Domain not found"));
            String hash = RequestHash.of(AddressWorkflow.KIND, name.ascii(), email);
            return same(tx, registration, hash, email)
                    .orElseGet(() -> begin(tx, fresh, actor, registration, hash, email));
        });
    }

    /** A registration that has not been bought has no address that could be corrected. */
    private void requireNotAwaited(Tx tx, AccountId account, DomainName name) {
        if (confirmations.awaited(tx, account, name).isPresent()) {
            throw new RefusedException(
                    Refusal.INVALID,
                    "The registration of " + name + " waits for its registrant. Cancel it, and register the name again"
                            + " with the right address.");
        }
    }

    private Optional<WorkflowId> same(Tx tx, Registration registration, String hash, String email) {
        AccountId account = registration.account();
        boolean isIt = registration.registrant().email().equals(email);
        return workflows
                .latest(tx, account, AddressWorkflow.KIND, registration.name().ascii())
                .filter(latest -> latest.requestHash().equals(hash))
                .filter(latest -> !latest.state().completed() || isIt && latest.state() == WorkflowState.SUCCEEDED)
                .filter(latest ->
                        workflows.data(latest, definition).registration().equals(registration.id()))
                .map(WorkflowView::id);
    }

    private WorkflowId begin(Tx tx, WorkflowId id, Actor actor, Registration registration, String hash, String email) {
        String name = registration.name().ascii();
        AccountId account = registration.account();
        boolean confirmed = verifications
                .find(tx, account, registration.registrant())
                .filter(Verification::verified)
                .isPresent();
        if (confirmed || !settings.verificationFor(registration.name().label())) {
            throw new RefusedException(Refusal.INVALID, "There is nothing to confirm for " + name);
        }
        if (registration.registrant().email().equals(email)) {
            throw new RefusedException(Refusal.INVALID, "email is the address that the question was sent to", "/email");
        }
        if (life.begunToday(tx, account, AddressWorkflow.KIND, name) >= MOST_A_DAY) {
            throw new RefusedException(
                    Refusal.INVALID, "The address was changed %d times today already".formatted(MOST_A_DAY));
        }
        AddressData data = new AddressData(registration.id(), name, registration.registryId(), email);
        if (!workflows.begin(tx, id, definition, account, name, registration.registryId(), hash, data)) {
            throw new RefusedException(Refusal.INVALID, RegisterDomain.EXISTS);
        }
        audit.record(tx, actor, account, "registrant.change_address", name, "{}");
        return id;
    }
}
