package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.search.LocalReservations;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowView;
import dev.namestead.server.workflow.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads registrations and the workflows that change them. */
public final class Registrations implements LocalReservations {
    private static final int MOST_AT_ONCE = 1000;
    private static final RegistrationOrder LEGACY_ORDER =
            new RegistrationOrder(RegistrationOrder.SortBy.REGISTRY_CREATED_AT, false);

    private final Database database;
    private final Workflows workflows;
    private final Duration blockedAfter;
    private final RegistrationStore store = new RegistrationStore();

    public Registrations(Database database, Workflows workflows, RegistrationSettings settings) {
        this.database = database;
        this.workflows = workflows;
        this.blockedAfter = settings.blockedAfter();
    }

    /** Registrations together with the business time at which they were read, by which their status is derived. */
    public record Read(Instant businessNow, List<Registration> registrations) {}

    /** One registration as it is shown, with the business time at which it was read. */

    /** What the contract shows of the account's live registration of the name, pending ones included. */
    public Optional<RegistrationSummary> show(AccountId account, DomainName name) {
        return database.read(tx -> store.show(tx, account, name));
    }

    /** The account's live registration of the name, pending ones included. */
    public Optional<Read> find(AccountId account, DomainName name) {
        return database.read(
                tx -> store.find(tx, account, name).map(found -> new Read(tx.businessNow(), List.of(found))));
    }

    /** At most so many of the account's registrations, after a place in the order (null: from its beginning). */
    public Read page(AccountId account, RegistrationOrder order, @Nullable ListKey after, int most) {
        return database.read(tx -> new Read(tx.businessNow(), store.page(tx, account, order, after, most)));
    }

    /** All of the account's registrations, oldest first, at most 1,000: what the legacy list shows. */
    public Read all(AccountId account) {
        return page(account, LEGACY_ORDER, null, MOST_AT_ONCE);
    }

    @Override
    public Set<DomainName> taken(Tx tx, Collection<DomainName> names) {
        return names.isEmpty() ? Set.of() : store.taken(tx, names);
    }

    /** The latest workflow of a kind for the name. */
    public Optional<WorkflowStatusView> latest(AccountId account, String kind, DomainName name) {
        return database.read(
                tx -> workflows.latest(tx, account, kind, name.ascii()).map(workflow -> view(tx, workflow)));
    }

    /** One workflow, by its id. */
    public Optional<WorkflowStatusView> status(WorkflowId id) {
        return database.read(tx -> workflows.find(tx, id).map(workflow -> view(tx, workflow)));
    }

    /** A workflow that has just been read, with what belongs to it. */
    public WorkflowStatusView status(WorkflowView workflow) {
        return database.read(tx -> view(tx, workflow));
    }

    private WorkflowStatusView view(Tx tx, WorkflowView workflow) {
        DomainName name = DomainName.of(workflow.subject());
        Instant now = tx.businessNow();
        WorkflowState state = stateNow(workflow, now);
        Registration registration = store.find(tx, workflow.account(), name).orElse(null);
        return new WorkflowStatusView(
                workflow.id(),
                workflow.kind(),
                name,
                state,
                context(workflow, state),
                workflow.error(),
                registration,
                now,
                workflow.createdAt(),
                workflow.updatedAt());
    }

    /** Derived, so that it holds also when every runner is dead. */
    private WorkflowState stateNow(WorkflowView workflow, Instant now) {
        boolean stuck = workflow.state() == WorkflowState.IN_PROGRESS
                && now.isAfter(workflow.inProgressSince().plus(blockedAfter));
        return stuck ? WorkflowState.BLOCKED : workflow.state();
    }

    private Map<String, Object> context(WorkflowView workflow, WorkflowState state) {
        Map<String, Object> context = new LinkedHashMap<>(workflows.context(workflow, state));
        if (state == WorkflowState.BLOCKED) {
            context.put("blocked_by", RegistryAnswers.REGISTRY);
            context.put("detail", RegistryAnswers.AWAITING);
        }
        if (!state.completed()) {
            context.putAll(workflow.context());
        }
        return context;
    }
}
