package dev.namestead.server.sandbox;

import dev.namestead.api.AccountId;
import dev.namestead.server.account.Accounts;
import dev.namestead.server.account.IssuedToken;
import dev.namestead.server.account.NewToken;
import dev.namestead.server.account.Scope;
import dev.namestead.server.addressbook.AddressBookStore;
import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.billing.PaymentMethod;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.billing.SandboxPaymentProvider;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import java.util.Optional;

/** Makes accounts that have, or lack, what a registration needs. */
public final class TestAccounts {
    /** What sandbox accounts accept: the version of the registration agreement. */
    static final String AGREEMENT = "2026-01";

    static final Contact REGISTRANT = new Contact(
            "Ada King",
            "Analytical Engines Ltd",
            "registrant@example.com",
            "+44.2071234567",
            null,
            "12 St James's Square",
            "London",
            "London",
            "SW1Y 4JH",
            "GB");

    private static final Actor SEED = Actor.system("sandbox-seed");

    private final Database database;
    private final Accounts accounts;
    private final AddressBookStore addressBook;
    private final Payments payments;
    private final Runnable paysAnew;

    /** @param paysAnew told after an account got another card */
    public TestAccounts(
            Database database, Accounts accounts, AddressBookStore addressBook, Payments payments, Runnable paysAnew) {
        this.database = database;
        this.accounts = accounts;
        this.addressBook = addressBook;
        this.payments = payments;
        this.paysAnew = paysAnew;
    }

    /** How an account pays. */
    public enum Card {
        OK,
        DECLINED,
        /** Good for the first charge. */
        DECLINED_LATER,
        /** What is to be taken from it, or given back to it, is refused the first time. */
        SETTLES_LATER,
        /** Declined where its holder is not present, who never is. */
        NEEDS_AUTHENTICATION,
        /** Good for each charge, which its bank takes back later. */
        DISPUTED_LATER,
        NONE;

        private Optional<PaymentMethod> method(AccountId account) {
            return switch (this) {
                case OK -> card(SandboxPaymentProvider.CARD_GOOD);
                case DECLINED -> card(SandboxPaymentProvider.CARD_DECLINED);
                case DECLINED_LATER -> card(SandboxPaymentProvider.CARD_GOOD_ONCE + account.value());
                case SETTLES_LATER -> card(SandboxPaymentProvider.CARD_SETTLES_LATER);
                case NEEDS_AUTHENTICATION -> card(SandboxPaymentProvider.CARD_AUTHENTICATED);
                case DISPUTED_LATER -> card(SandboxPaymentProvider.CARD_DISPUTED);
                case NONE -> Optional.empty();
            };
        }

        private static Optional<PaymentMethod> card(String reference) {
            return Optional.of(new PaymentMethod(SandboxPaymentProvider.NAME, reference));
        }
    }

    /** What an account is to have. */
    public record Wishes(String name, Card payment, boolean defaultContact, boolean agreement, int limit) {}

    /** An account and what opens it. */
    public record TestAccount(AccountId account, IssuedToken token, IssuedToken readToken) {}

    public TestAccount create(Actor actor, Wishes wishes) {
        AccountId account = accounts.newId();
        createIfAbsent(actor, account, wishes);
        return new TestAccount(
                account, accounts.issueToken(actor, writing(account)), accounts.issueToken(actor, reading(account)));
    }

    /** Makes an account that was there before, opened by the same tokens. */
    public void again(TestAccount before, Wishes wishes) {
        createIfAbsent(SEED, before.account(), wishes);
        accounts.setOnlyToken(SEED, writing(before.account()), before.token().token());
        accounts.setOnlyToken(
                SEED, reading(before.account()), before.readToken().token());
    }

    private static NewToken writing(AccountId account) {
        return NewToken.of(account, "sandbox", Scope.READ, Scope.WRITE);
    }

    private static NewToken reading(AccountId account) {
        return NewToken.of(account, "sandbox, read only", Scope.READ);
    }

    /** Gives the account a card, by which it pays from now on; false where there is no such account. */
    public boolean pay(AccountId account, Card card) {
        boolean there = accounts.find(account).isPresent();
        if (there) {
            database.transact(tx -> card.method(account).ifPresent(method -> {
                payments.setDefaultMethod(tx, account, method);
                tx.afterCommit(paysAnew);
            }));
        }
        return there;
    }

    /** Makes the account with all that it is to have, or leaves an existing one as it is: one transaction, so that none has half of it. */
    void createIfAbsent(Actor actor, AccountId account, Wishes wishes) {
        database.transact(tx -> {
            if (accounts.createIfAbsent(tx, actor, account, wishes.name(), wishes.limit())) {
                equip(tx, actor, account, wishes);
            }
        });
    }

    private void equip(Tx tx, Actor actor, AccountId account, Wishes wishes) {
        if (wishes.agreement()) {
            accounts.acceptAgreement(tx, actor, account, AGREEMENT);
        }
        if (wishes.defaultContact()) {
            addressBook.addDefault(tx, account, REGISTRANT);
        }
        wishes.payment().method(account).ifPresent(method -> payments.setDefaultMethod(tx, account, method));
    }
}
