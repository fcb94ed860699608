package dev.namestead.cli;

import dev.namestead.api.AccountId;
import dev.namestead.server.account.AccountStore;
import dev.namestead.server.account.Accounts;
import dev.namestead.server.addressbook.AddressBookEntry;
import dev.namestead.server.addressbook.AddressBookStore;
import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.addressbook.ContactRules;
import dev.namestead.server.app.PaymentChoice;
import dev.namestead.server.app.ServerDatabase;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.app.configuration.DataDirectory;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.lifecycle.Drift;
import dev.namestead.server.lifecycle.DriftStore;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.reconciliation.Reconciliation;
import dev.namestead.server.reconciliation.Report;
import dev.namestead.server.registry.epp.KeptMessages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator's command works with: the configured database, whether or not a server runs on it. */
record Operations(ServerDatabase database, Accounts accounts, String policy) implements AutoCloseable {

    /**
     * On a database that is there.
     *
     * @throws RefusedException there is none, so that a mistyped directory is not taken for an empty one
     */
    static Operations on(Configuration configuration) {
        if (!ServerDatabase.exists(configuration)) {
            throw new RefusedException("There is no database in " + configuration.dataDirectory());
        }
        return onNew(configuration);
    }

    /** The same, where it may have to be made. */
    static Operations onNew(Configuration configuration) {
        DataDirectory.make(configuration.dataDirectory());
        ServerDatabase database = ServerDatabase.openBeside(configuration);
        Accounts accounts = new Accounts(database.database(), new AccountStore(), new AuditStore());
        return new Operations(database, accounts, configuration.lifecycle().policy());
    }

    /** For the audit: the person at the machine. */
    Actor operator() {
        return new Actor("operator", System.getProperty("user.name", "unknown"), "command-line");
    }

    /**
     * Saves a contact as the account's default.
     *
     * @throws dev.namestead.api.RefusedException the contact breaks a rule
     * @throws RefusedException there is no such account
     */
    void saveDefaultContact(AccountId account, Contact contact) {
        new ContactRules().requireValid(contact, "");
        database.database().transact(tx -> {
            if (new AccountStore().find(tx, account).isEmpty()) {
                throw new RefusedException("There is no account " + account);
            }
            AddressBookEntry entry = new AddressBookStore().addDefault(tx, account, contact);
            new AuditStore().record(tx, operator(), account, "addressbook.default", entry.id(), "{}");
        });
    }

    /** What was written to people, without a sender of its own. */
    Notices notices() {
        return new Notices(database.database(), null, policy);
    }

    /** What registries have told us. */
    KeptMessages messages() {
        return new KeptMessages(database.database());
    }

    /**
     * Where registries differed from what was known here, the latest first.
     *
     * @param name only of this one; null for all
     */
    List<Drift> drifts(@Nullable DomainName name, int most) {
        return database.database().read(tx -> new DriftStore().list(tx, name, most));
    }

    /** Whether every cent is explained; nothing is written. */
    Report reconcile(PaymentChoice choice) {
        Payments payments = choice.payments(database.database(), new Ledger());
        try (Reconciliation reconciliation = new Reconciliation(database.database(), payments)) {
            return reconciliation.run();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
