package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowView;
import dev.namestead.server.workflow.Workflows;

/** Has what is changing a name end, as long as nothing has left for its registry. Whether that came in time, its workflow tells. */
public final class CancelWorkflow {
    private final Database database;
    private final Workflows workflows;
    private final AuditStore audit;

    public CancelWorkflow(Database database, Workflows workflows, AuditStore audit) {
        this.database = database;
        this.workflows = workflows;
        this.audit = audit;
    }

    /**
     * Cancelled is cancelled, however often it is asked for: without a running workflow the answer is the latest one, where that was cancelled.
     *
     * @return the workflow that is to end, or has ended by a cancellation before
     * @throws RefusedException nothing of the account is changing the name
     */
    public WorkflowId accept(Actor actor, AccountId account, DomainName name) {
        return database.inTransaction(tx -> workflows
                .live(tx, name.ascii())
                .filter(workflow -> workflow.account().equals(account))
                .map(live -> cancel(tx, actor, live))
                .or(() -> workflows
                        .latest(tx, account, name.ascii())
                        .filter(WorkflowView::cancelled)
                        .map(WorkflowView::id))
                .orElseThrow(() -> new RefusedException(Refusal.NOT_FOUND, "No workflow is running for " + name)));
    }

    private WorkflowId cancel(Tx tx, Actor actor, WorkflowView live) {
        workflows.cancel(tx, live.id());
        String details = "{\"kind\":\"" + live.kind() + "\"}";
        audit.record(tx, actor, live.account(), "workflow.cancel", live.subject(), details);
        return live.id();
    }
}
