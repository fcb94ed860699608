package dev.namestead.server.app;

import dev.namestead.server.billing.InvoiceProvider;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.billing.SandboxPaymentProvider;
import dev.namestead.server.database.Database;
import java.util.List;
import java.util.Optional;

/** Who takes the customers' money. */
@FunctionalInterface
public interface PaymentChoice {
    /** Test cards; each account needs one. */
    PaymentChoice SANDBOX =
            (database, ledger) -> new Payments(ledger, List.of(new SandboxPaymentProvider(database)), Optional.empty());

    /** Nobody here: accounts are billed outside, on the ledger's word. */
    PaymentChoice INVOICE =
            (_, ledger) -> new Payments(ledger, List.of(new InvoiceProvider()), Optional.of(InvoiceProvider.METHOD));

    Payments payments(Database database, Ledger ledger);
}
