package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.Disputes;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.notice.Letter;
import dev.namestead.server.notice.NoticeText;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.registration.RegistrationStore;
import java.util.Map;

/** Writes to a name's holder that a payment for it was taken back. The name stays his: its registry was paid, and he owes it. */
final class DisputeNotices implements Disputes.Listener {
    private static final String KIND = "payment_disputed";

    private final Notices notices;
    private final RegistrationStore registrations = new RegistrationStore();

    DisputeNotices(Notices notices) {
        this.notices = notices;
    }

    /** Where the name is gone meanwhile there is nobody to write to; the audit tells of it all the same. */
    @Override
    public void disputed(Tx tx, AccountId account, String subject, Money amount) {
        registrations
                .find(tx, account, DomainName.of(subject))
                .ifPresent(registration -> notices.write(
                        tx,
                        new Letter(
                                account,
                                KIND,
                                subject,
                                registration.registrant().email(),
                                NoticeText.PAYMENT_DISPUTED,
                                Map.of("amount", amount.toString()))));
    }
}
