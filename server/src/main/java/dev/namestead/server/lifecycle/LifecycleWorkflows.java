package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.server.account.AccountStore;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.registration.RegistrationSettings;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.registration.Settlements;
import dev.namestead.server.registry.IntentStore;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.search.SeenNames;
import dev.namestead.server.verification.Verifications;
import dev.namestead.server.workflow.WorkflowDefinition;
import dev.namestead.server.workflow.Workflows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** The kinds of workflow that a registration's life is made of. */
public final class LifecycleWorkflows {
    private final RenewalWorkflow renewal;
    private final DeletionWorkflow deletion;
    private final RestoreWorkflow restore;
    private final HoldWorkflow hold;
    private final AddressWorkflow address;
    private final RegistryRenewals registryRenewals;

    public LifecycleWorkflows(
            RegistrationSettings registration,
            LifecycleSettings settings,
            Catalog catalog,
            Registries registries,
            IntentStore intents,
            Ledger ledger,
            Payments payments,
            Settlements settlements,
            AccountStore accounts,
            AuditStore audit,
            Notices notices,
            SeenNames seen,
            Supplier<Verifications> verifications,
            Supplier<Workflows> workflows) {
        registryRenewals = new RegistryRenewals(ledger, audit, workflows);
        renewal = new RenewalWorkflow(
                registration,
                settings,
                registries,
                intents,
                ledger,
                payments,
                settlements,
                audit,
                notices,
                (tx, account, id, to) -> ownYears(catalog, tx, account, id, to));
        deletion = new DeletionWorkflow(
                registration,
                settings,
                catalog,
                registries,
                intents,
                ledger,
                settlements,
                accounts,
                audit,
                notices,
                seen,
                registryRenewals);
        restore = new RestoreWorkflow(registration, registries, intents, ledger, payments, settlements, audit, notices);
        hold = new HoldWorkflow(registries, audit);
        address = new AddressWorkflow(registries, verifications, audit);
    }

    private void ownYears(Catalog catalog, Tx tx, AccountId account, UUID id, Instant to) {
        new RegistrationStore()
                .findById(tx, account, id)
                .ifPresent(ours -> catalog.find(ours.name())
                        .ifPresent(extension -> registryRenewals.seen(tx, ours, extension, to, tx.businessNow())));
    }

    public List<WorkflowDefinition<?>> all() {
        return List.of(renewal, deletion, restore, hold, address, registryRenewals);
    }

    RenewalWorkflow renewal() {
        return renewal;
    }

    DeletionWorkflow deletion() {
        return deletion;
    }

    RestoreWorkflow restore() {
        return restore;
    }

    RegistryRenewals registryRenewals() {
        return registryRenewals;
    }

    AddressWorkflow address() {
        return address;
    }

    HoldWorkflow hold() {
        return hold;
    }
}
