package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.Disputes;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.notice.Letter;
import dev.namestead.server.notice.NoticeText;
import dev.namestead.server.notice.Notices;
import java.util.Locale;
import java.util.Map;

/**
 * Writes to a name's holder about the money for it. Where the name is gone meanwhile there is nobody to write to; audit and ledger tell of
 * it all the same.
 */
public final class PaymentNotices implements Disputes.Listener {
    private final Notices notices;
    private final RegistrationStore registrations = new RegistrationStore();

    public PaymentNotices(Notices notices) {
        this.notices = notices;
    }

    /** It was refused for the last time, and is owed. */
    void owed(Tx tx, AccountId account, String name, Money amount) {
        write(tx, account, name, NoticeText.PAYMENT_OWED, amount);
    }

    /** What was owed is paid. */
    void received(Tx tx, AccountId account, String name, Money amount) {
        write(tx, account, name, NoticeText.PAYMENT_RECEIVED, amount);
    }

    /** The name stays its holder's: its registry was paid, and he owes it. */
    @Override
    public void disputed(Tx tx, AccountId account, String subject, Money amount) {
        write(tx, account, subject, NoticeText.PAYMENT_DISPUTED, amount);
    }

    private void write(Tx tx, AccountId account, String name, NoticeText text, Money amount) {
        String kind = text.name().toLowerCase(Locale.ROOT);
        registrations
                .find(tx, account, DomainName.of(name))
                .map(registration -> registration.registrant().email())
                .map(email -> new Letter(account, kind, name, email, text, Map.of("amount", amount.toString())))
                .ifPresent(letter -> notices.write(tx, letter));
    }
}
