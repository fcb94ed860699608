package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.LateMoney;
import dev.namestead.server.database.Tx;
import dev.namestead.server.workflow.WorkflowDefinition;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.Workflows;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Has money that is late settled by a workflow of its own, so that neither the name nor anybody who wants to change it waits for a payment
 * provider.
 */
public final class Settlements {
    /** Of all of them, for none asks a registry anything. */
    public static final String LANE = "payment_provider";

    private final SettlementWorkflow collection;
    private final SettlementWorkflow repayment;
    private final Supplier<Workflows> workflows;

    /** @param workflows asked for when something is begun */
    public Settlements(LateMoney money, AuditStore audit, Supplier<Workflows> workflows) {
        this.collection = new SettlementWorkflow("settlement", "collect", money::collect, audit);
        this.repayment = new SettlementWorkflow("refund", "pay_back", money::payBack, audit);
        this.workflows = workflows;
    }

    public List<WorkflowDefinition<?>> all() {
        return List.of(collection, repayment);
    }

    /** What the purchase has sold and was not paid is taken late. */
    public void collect(Tx tx, AccountId account, UUID purchase, String name) {
        begin(tx, collection, account, purchase, name);
    }

    /** What was paid for the purchase and is not sold any more is paid back. */
    public void payBack(Tx tx, AccountId account, UUID purchase, String name) {
        begin(tx, repayment, account, purchase, name);
    }

    /** Beside the workflows that change the name, and once for each purchase: where one is under way, that one does it. */
    private void begin(Tx tx, SettlementWorkflow workflow, AccountId account, UUID purchase, String name) {
        String subject = name + "#" + workflow.kind() + "#" + purchase;
        SettlementWorkflow.Data data = new SettlementWorkflow.Data(purchase, name);
        workflows
                .get()
                .begin(
                        tx,
                        WorkflowId.random(),
                        workflow,
                        account,
                        subject,
                        LANE,
                        RequestHash.of(workflow.kind(), purchase),
                        data);
    }
}
