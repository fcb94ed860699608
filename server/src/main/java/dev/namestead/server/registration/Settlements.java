package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.LateMoney;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.database.Tx;
import dev.namestead.server.workflow.Workflow;
import dev.namestead.server.workflow.WorkflowDefinition;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.Workflows;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Has money that is late settled by a workflow of its own, so that neither the name nor anybody who wants to change it waits for a payment
 * provider. What was given up is begun again when its account gets another means of payment.
 */
public final class Settlements {
    /** Of all of them, for none asks a registry anything. */
    public static final String LANE = "payment_provider";

    static final String SETTLEMENT = "settlement";
    private static final int MOST_AT_ONCE = 100;

    private final Ledger ledger;
    private final PaymentNotices notices;
    private final SettlementWorkflow collection;
    private final SettlementWorkflow repayment;
    private final Supplier<Workflows> workflows;
    private final SettlementStore store = new SettlementStore();

    /** @param workflows asked for when something is begun */
    public Settlements(
            LateMoney money, Ledger ledger, PaymentNotices notices, AuditStore audit, Supplier<Workflows> workflows) {
        this.ledger = ledger;
        this.notices = notices;
        this.collection = new SettlementWorkflow(SETTLEMENT, "collect", money::collect, this::ended, audit);
        this.repayment = new SettlementWorkflow("refund", "pay_back", money::payBack, this::ended, audit);
        this.workflows = workflows;
    }

    public List<WorkflowDefinition<?>> all() {
        return List.of(collection, repayment);
    }

    /** What the purchase has sold and was not paid is taken late. */
    public void collect(Tx tx, AccountId account, UUID purchase, String name) {
        begin(tx, collection, account, new SettlementWorkflow.Data(purchase, name, null));
    }

    /** What was paid for the purchase and is not sold any more is paid back. */
    public void payBack(Tx tx, AccountId account, UUID purchase, String name) {
        begin(tx, repayment, account, new SettlementWorkflow.Data(purchase, name, null));
    }

    /** Tries by their new means of payment what accounts owe that have one; how much of it was not being tried already. */
    public int collectByNewMeans(Tx tx) {
        List<SettlementStore.Owed> owed = store.withNewMeans(tx, MOST_AT_ONCE);
        for (SettlementStore.Owed each : owed) {
            if (each.waiting() == null) {
                begin(tx, collection, each.account(), new SettlementWorkflow.Data(each.purchase(), each.name(), true));
            } else {
                workflows.get().wake(tx, each.waiting());
            }
        }
        return owed.size();
    }

    /** Beside the workflows that change the name, and once for each purchase: where one is under way, that one does it. */
    private void begin(Tx tx, SettlementWorkflow workflow, AccountId account, SettlementWorkflow.Data data) {
        workflows
                .get()
                .begin(
                        tx,
                        WorkflowId.random(),
                        workflow,
                        account,
                        data.domainName() + mark(workflow.kind()) + data.purchase(),
                        LANE,
                        RequestHash.of(workflow.kind(), data.purchase()),
                        data);
    }

    /** What stands between name and purchase in the subject of such a workflow. */
    static String mark(String kind) {
        return "#" + kind + "#";
    }

    private void ended(Tx tx, Workflow<SettlementWorkflow.Data> workflow, boolean settled) {
        AccountId account = workflow.account();
        UUID purchase = workflow.data().purchase();
        String name = workflow.data().domainName();
        if (!settled) {
            ledger.owed(tx, account, purchase).ifPresent(owed -> notices.owed(tx, account, name, owed));
            return;
        }
        if (Boolean.TRUE.equals(workflow.data().owed())) {
            ledger.captured(tx, account, purchase).ifPresent(paid -> notices.received(tx, account, name, paid));
        }
        // A sale may be taken back while it is being paid for: whichever of the two ends last sees that it was too
        // much.
        ledger.owed(tx, account, purchase)
                .filter(owed -> owed.minorUnits() < 0)
                .ifPresent(_ -> payBack(tx, account, purchase, name));
    }
}
