package dev.namestead.server.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.api.AccountId;
import dev.namestead.server.account.Account;
import dev.namestead.server.account.AccountStore;
import dev.namestead.server.account.Accounts;
import dev.namestead.server.account.Authenticator;
import dev.namestead.server.account.Caller;
import dev.namestead.server.addressbook.AddressBookEntry;
import dev.namestead.server.addressbook.AddressBookStore;
import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.addressbook.ContactRules;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.PaymentMethod;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.billing.SandboxPaymentProvider;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.sandbox.TestAccounts.Card;
import dev.namestead.server.sandbox.TestAccounts.Wishes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DemoAccountTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private final Database database = DB.database();
    private final Accounts accounts = new Accounts(database, new AccountStore(), new AuditStore());
    private final AddressBookStore addressBook = new AddressBookStore();
    private final Payments payments =
            new Payments(new Ledger(), List.of(new SandboxPaymentProvider(database)), Optional.empty());
    private final TestAccounts equipment = new TestAccounts(database, accounts, addressBook, payments, () -> {});
    private final DemoAccount demo = new DemoAccount(accounts, equipment, 100);

    @Test
    void seededTwice_hasEverythingOnce_andTheDocumentedCredentialsOpenIt() {
        demo.seed(DemoCredentials.documented());
        demo.seed(DemoCredentials.documented());

        Account account = accounts.find(DemoAccount.ID).orElseThrow();
        assertThat(account.agreement()).isNotNull();
        Optional<PaymentMethod> card = database.read(tx -> payments.defaultMethod(tx, DemoAccount.ID));
        assertThat(card).isPresent();
        List<AddressBookEntry> contacts = database.read(tx -> addressBook.list(tx, DemoAccount.ID));
        assertThat(contacts).hasSize(1);
        assertThat(accounts.tokens(DemoAccount.ID))
                .filteredOn(token -> token.revokedAt() == null)
                .hasSize(1);
        assertThat(caller(DemoCredentials.documented())).isPresent();
        assertThat(authenticator().byKey("user@example.com", "144c9defac04969c7bfad8efaa8ea194"))
                .isPresent();
    }

    /** As by a first start that is killed: half an account would never be completed, and the demo account could buy nothing. */
    @Test
    void anAccountCutOffBeforeItsCard_isNotThere_andTheNextTryMakesAll() {
        AccountId id = accounts.newId();
        rename("payment_method", "payment_method_away");
        try {
            assertThatThrownBy(() -> make(id)).isInstanceOf(RuntimeException.class);
        } finally {
            rename("payment_method_away", "payment_method");
        }
        assertThat(accounts.find(id)).isEmpty();

        make(id);

        Optional<PaymentMethod> card = database.read(tx -> payments.defaultMethod(tx, id));
        assertThat(card).isPresent();
        Optional<Contact> contact = database.read(tx -> addressBook.defaultContact(tx, id));
        assertThat(contact).isPresent();
        assertThat(accounts.find(id).orElseThrow().agreement()).isNotNull();
    }

    private void make(AccountId id) {
        equipment.createIfAbsent(Actor.system("test"), id, new Wishes("Test", Card.OK, true, true, 100));
    }

    private void rename(String table, String name) {
        database.transact(tx ->
                tx.sql().sql("ALTER TABLE " + table + " RENAME TO " + name).update());
    }

    @Test
    void generatedCredentials_endTheDocumentedOnes_andThoseComeBack() {
        demo.seed(DemoCredentials.documented());
        DemoCredentials generated = demo.generatedCredentials();

        demo.seed(generated);
        assertThat(caller(generated)).isPresent();
        assertThat(caller(DemoCredentials.documented())).isEmpty();
        assertThat(authenticator().byKey("user@example.com", "144c9defac04969c7bfad8efaa8ea194"))
                .isEmpty();

        demo.seed(DemoCredentials.documented());
        assertThat(caller(DemoCredentials.documented())).isPresent();
        assertThat(caller(generated)).isEmpty();
    }

    @Test
    void registrantOfTestAccounts_isAValidContact() {
        new ContactRules().requireValid(TestAccounts.REGISTRANT, "");
    }

    private Optional<Caller> caller(DemoCredentials credentials) {
        return authenticator().byToken(credentials.token());
    }

    private Authenticator authenticator() {
        return new Authenticator(database, Duration.ZERO, System::nanoTime);
    }
}
