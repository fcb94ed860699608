package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.workflow.WorkflowView;
import dev.namestead.server.workflow.Workflows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** What the link in a confirmation mail leads to. Looking changes nothing, for mail scanners follow links; only the button does. */
public final class Confirmations {
    private static final int MOST_MAILS_A_DAY = 5;

    private final Database database;
    private final Workflows workflows;
    private final RegistrationWorkflow definition;
    private final HolderData holders;
    private final ConfirmationMail mail;
    private final AuditStore audit;
    private final ConfirmationStore store = new ConfirmationStore();

    public Confirmations(
            Database database,
            RegistrationSettings settings,
            Workflows workflows,
            RegistrationWorkflow definition,
            HolderData holders,
            Notices notices,
            AuditStore audit) {
        this.database = database;
        this.workflows = workflows;
        this.definition = definition;
        this.holders = holders;
        this.mail = new ConfirmationMail(settings, notices);
        this.audit = audit;
    }

    /** What the page has to show. */
    public enum State {
        /** Awaiting the registrant's word. */
        OPEN,
        CONFIRMED,
        /** Too late, or the registration has ended for another reason. */
        EXPIRED
    }

    /** A confirmation as its page shows it. */
    public record Page(Confirmation confirmation, State state) {}

    /** The page of a mailed secret; empty where there is no such secret. */
    public Optional<Page> look(String secret) {
        return database.read(tx ->
                store.findBySecret(tx, hash(secret)).map(found -> new Page(found, state(tx, found))));
    }

    /**
     * Records the registrant's word and lets the workflow go on; the page as it is afterwards. A word that comes too late, after the time or
     * after the registration was cancelled, is not recorded.
     */
    public Optional<Page> confirm(String secret, String requestId) {
        return database.inTransaction(tx -> {
            byte[] hash = hash(secret);
            store.findBySecret(tx, hash)
                    .filter(found -> state(tx, found) == State.OPEN)
                    .filter(found -> store.confirm(tx, found.workflow()))
                    .ifPresent(confirmed -> confirmed(tx, confirmed, requestId));
            return store.findBySecret(tx, hash).map(found -> new Page(found, state(tx, found)));
        });
    }

    private void confirmed(Tx tx, Confirmation confirmed, String requestId) {
        Actor registrant = new Actor("registrant", confirmed.workflow().toString(), requestId);
        audit.record(tx, registrant, confirmed.account(), "registration.confirm", confirmed.domainName(), "{}");
        workflows
                .find(tx, confirmed.workflow())
                .map(view -> workflows.data(view, definition).registrant())
                .ifPresent(holder -> holders.recordVerified(tx, confirmed.account(), holder));
        workflows.wake(tx, confirmed.workflow());
        // Those of the same data need no word of their own now.
        store.awaited(tx, confirmed.account(), confirmed.email()).forEach(other -> workflows.wake(tx, other));
    }

    /** What the registration of a name waits for; empty where it does not wait for its registrant. */
    public Optional<Confirmation> awaited(Tx tx, AccountId account, DomainName name) {
        return workflows
                .live(tx, name.ascii())
                .filter(live -> live.account().equals(account) && live.kind().equals(RegistrationWorkflow.KIND))
                .flatMap(live -> store.find(tx, live.id()))
                .filter(confirmation -> state(tx, confirmation) == State.OPEN);
    }

    /**
     * Asks again because somebody wishes so.
     *
     * @throws RefusedException too often
     */
    public void resend(Tx tx, Confirmation confirmation) {
        if (store.linksOfToday(tx, confirmation.workflow()) >= MOST_MAILS_A_DAY - 1) {
            throw new RefusedException(
                    Refusal.INVALID, "The question was sent %d times today already".formatted(MOST_MAILS_A_DAY));
        }
        mail.again(tx, confirmation);
    }

    private State state(Tx tx, Confirmation confirmation) {
        if (confirmation.confirmedAt() != null) {
            return State.CONFIRMED;
        }
        boolean ended = workflows
                .find(tx, confirmation.workflow())
                .map(WorkflowView::state)
                .map(state -> state.completed())
                .orElse(true);
        return ended || confirmation.expired(tx.businessNow()) ? State.EXPIRED : State.OPEN;
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
