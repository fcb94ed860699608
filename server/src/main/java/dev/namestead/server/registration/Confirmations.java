package dev.namestead.server.registration;

import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.workflow.WorkflowView;
import dev.namestead.server.workflow.Workflows;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** What the link in a confirmation mail leads to. Looking changes nothing, for mail scanners follow links; only the button does. */
public final class Confirmations {
    private final Database database;
    private final Workflows workflows;
    private final AuditStore audit;
    private final ConfirmationStore store = new ConfirmationStore();

    public Confirmations(Database database, Workflows workflows, AuditStore audit) {
        this.database = database;
        this.workflows = workflows;
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
            Optional<Confirmation> asked = store.findBySecret(tx, hash).filter(found -> state(tx, found) == State.OPEN);
            if (asked.isPresent() && store.confirm(tx, hash)) {
                Confirmation confirmed = asked.get();
                Actor registrant = new Actor("registrant", confirmed.workflow().toString(), requestId);
                audit.record(tx, registrant, confirmed.account(), "registration.confirm", confirmed.domainName(), "{}");
                workflows.wake(tx, confirmed.workflow());
            }
            return store.findBySecret(tx, hash).map(found -> new Page(found, state(tx, found)));
        });
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
