package dev.namestead.server.workflow;

import dev.namestead.server.database.Database;
import dev.namestead.server.database.Transactor;
import dev.namestead.server.database.Tx;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** What a step may use: the workflow, the database under its fence, and its lease. */
public final class StepContext<D> implements Transactor {
    private final Workflow<D> workflow;
    private final Database database;
    private final Lease lease;
    private final WorkflowStore store;

    StepContext(Workflow<D> workflow, Database database, Lease lease, WorkflowStore store) {
        this.workflow = workflow;
        this.database = database;
        this.lease = lease;
        this.store = store;
    }

    public Workflow<D> workflow() {
        return workflow;
    }

    public D data() {
        return workflow.data();
    }

    /** Commits something before the step goes on, such as an intent; refused where the lease was lost. */
    @Override
    public <T> T inTransaction(Function<Tx, T> work) {
        return database.inTransaction(tx -> {
            store.requireLease(tx, workflow.id(), lease.fence());
            return work.apply(tx);
        });
    }

    /**
     * What the workflow knows from now on, whatever comes of the step: for facts that belong to a command which is about to leave. To be used
     * in {@link #inTransaction}.
     */
    public void keep(Tx tx, D data) {
        store.keep(tx, workflow.id(), lease.fence(), data);
    }

    /** Reads what was committed. */
    @Override
    public <T> T read(Function<Tx, T> work) {
        return database.read(work);
    }

    /** Whether enough of the lease is left to begin something that cannot be taken back, by this process's monotonic clock. */
    public boolean mayAct() {
        return lease.holds();
    }

    /**
     * {@link #mayAct}, and not for longer than so from now: however often the lease is extended, a command that was announced now does not
     * leave later, and whoever finds the announcement knows until when to wait.
     */
    public BooleanSupplier mayActFor(Duration most) {
        return lease.holdsFor(most);
    }

    /** How long no other node takes a workflow whose holder fell silent. */
    public Duration leaseDuration() {
        return lease.duration();
    }
}
