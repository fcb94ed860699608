package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.LateMoney;
import dev.namestead.server.database.Transactor;
import dev.namestead.server.database.Tx;
import dev.namestead.server.workflow.Step;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import dev.namestead.server.workflow.Workflow;
import dev.namestead.server.workflow.WorkflowDefinition;
import dev.namestead.server.workflow.WorkflowError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Money that goes its way after the purchase has ended.
 *
 * <pre>
 *   collect    takes what was sold and not paid            not undone: nothing comes after it
 *   pay_back   pays back what is not sold any more         -
 * </pre>
 *
 * Of the two steps a kind has one. A try is due some time after a refusal, by policy; what is never taken stays in the ledger as owed, until
 * the account pays by something else.
 */
final class SettlementWorkflow implements WorkflowDefinition<SettlementWorkflow.Data> {
    private static final Logger LOG = LoggerFactory.getLogger(SettlementWorkflow.class);
    private static final int MOST_ATTEMPTS = 8;
    private static final Duration SILENCE = Duration.ofHours(1);
    /** A pause is not longer than this: policy may become another. */
    private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

    private final String kind;
    private final Settling settling;
    private final Ending ending;
    private final AuditStore audit;
    private final List<Step<Data>> steps;

    /**
     * Written into its row as JSON, so fields are only ever added.
     *
     * @param purchase the workflow whose money it is
     * @param owed true where it had been given up, and its customer was told that he owes it
     */
    record Data(UUID purchase, String domainName, @Nullable Boolean owed) {}

    /** One try, of {@link LateMoney}. */
    interface Settling {
        LateMoney.Outcome settle(Transactor database, AccountId account, UUID purchase, String subject);
    }

    /** What else belongs into the transaction that ends one. */
    interface Ending {
        /** @param settled false where it was given up */
        void ended(Tx tx, Workflow<Data> workflow, boolean settled);
    }

    SettlementWorkflow(String kind, String step, Settling settling, Ending ending, AuditStore audit) {
        this.kind = kind;
        this.settling = settling;
        this.ending = ending;
        this.audit = audit;
        this.steps = List.of(Step.of(step, this::settle));
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public Class<Data> dataType() {
        return Data.class;
    }

    @Override
    public List<Step<Data>> steps() {
        return steps;
    }

    private StepResult<Data> settle(StepContext<Data> context) {
        Data data = context.data();
        AccountId account = context.workflow().account();
        return switch (settling.settle(context, account, data.purchase(), data.domainName())) {
            case LateMoney.Settled _ -> StepResult.done(data);
            case LateMoney.Waiting(Instant until) -> blocked("Refused; tried again later.", pause(context, until));
            case LateMoney.Unanswered(String cause) ->
                context.workflow().attempts() < MOST_ATTEMPTS
                        ? StepResult.retry(PaymentSteps.PROVIDER, cause)
                        : blocked("Waiting for the payment provider to answer.", SILENCE);
            case LateMoney.GivenUp _ ->
                RegistryAnswers.failed(
                        RegistrationError.PAYMENT_DECLINED, "The payment was refused for the last time; it is owed.");
        };
    }

    private static Duration pause(StepContext<Data> context, Instant until) {
        Duration left = Duration.between(context.read(Tx::businessNow), until);
        return left.compareTo(LONGEST_PAUSE) < 0 ? left : LONGEST_PAUSE;
    }

    private static StepResult<Data> blocked(String detail, Duration pause) {
        return new StepResult.Blocked<>(PaymentSteps.PROVIDER, detail, pause);
    }

    @Override
    public void succeeded(Tx tx, Workflow<Data> workflow) {
        record(tx, workflow, "payment." + kind + "_succeed");
        ending.ended(tx, workflow, true);
    }

    @Override
    public void failed(Tx tx, Workflow<Data> workflow, WorkflowError error) {
        LOG.error(
                "ALARM what {} owes for {} was refused for the last time",
                workflow.account(),
                workflow.data().domainName());
        record(tx, workflow, "payment." + kind + "_fail");
        ending.ended(tx, workflow, false);
    }

    private void record(Tx tx, Workflow<Data> workflow, String action) {
        audit.record(
                tx,
                Actor.system(kind),
                workflow.account(),
                action,
                workflow.data().domainName(),
                "{}");
    }
}
