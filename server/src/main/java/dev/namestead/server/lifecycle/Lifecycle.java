package dev.namestead.server.lifecycle;

import dev.namestead.server.account.AccountStore;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.Disputes;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.database.Database;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.registration.Confirmations;
import dev.namestead.server.registration.PaymentNotices;
import dev.namestead.server.registration.RegistrationSettings;
import dev.namestead.server.registration.Settlements;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.search.SeenNames;
import dev.namestead.server.verification.Verifications;
import dev.namestead.server.workflow.Machine;
import dev.namestead.server.workflow.Workflows;

/** What may be asked of a registration after it was made, and what becomes of it by itself. */
public final class Lifecycle {
    private final RenewRegistration renew;
    private final DeleteRegistration delete;
    private final RestoreRegistration restore;
    private final HolderVerification holders;
    private final ChangeAddress changeAddress;
    private final Life life;

    /** @param node who this server is among several */
    public Lifecycle(
            Database database,
            Machine machine,
            String node,
            RegistrationSettings registration,
            LifecycleSettings settings,
            Catalog catalog,
            Registries registries,
            Workflows workflows,
            LifecycleWorkflows kinds,
            Ledger ledger,
            Payments payments,
            Settlements settlements,
            AccountStore accounts,
            AuditStore audit,
            Notices notices,
            SeenNames seen,
            Verifications verifications,
            Confirmations confirmations) {
        renew = new RenewRegistration(
                database, catalog, registration, workflows, kinds.renewal(), accounts, ledger, payments, audit);
        delete = new DeleteRegistration(database, registration, workflows, kinds.deletion(), audit);
        restore = new RestoreRegistration(
                database, catalog, registration, workflows, kinds.restore(), accounts, ledger, payments, audit);
        LifeNotices told = new LifeNotices(notices, settings.expiry());
        LifeActions actions =
                new LifeActions(told, new AutoRenewal(renew, told), delete, workflows, kinds.hold(), verifications);
        LifeWork work =
                new LifeWork(database, catalog, settings, workflows, payments, verifications, registration, actions);
        holders = new HolderVerification(
                database, verifications, confirmations, registration, settings.verification(), audit);
        changeAddress = new ChangeAddress(
                database, registration, workflows, kinds.address(), verifications, confirmations, audit);
        RegistryReads reads = new RegistryReads(
                database,
                registries,
                workflows,
                catalog,
                kinds.registryRenewals(),
                settings.sweep(),
                new EndingsByRegistry(new Endings(accounts, seen), told, audit));
        Disputes disputes = new Disputes(database, payments, ledger, audit, new PaymentNotices(notices));
        life = new Life(database, machine, node, settings.chores(), work, reads, disputes, settlements);
    }

    public RenewRegistration renew() {
        return renew;
    }

    public DeleteRegistration delete() {
        return delete;
    }

    public RestoreRegistration restore() {
        return restore;
    }

    public HolderVerification holders() {
        return holders;
    }

    public ChangeAddress changeAddress() {
        return changeAddress;
    }

    public Life life() {
        return life;
    }
}
