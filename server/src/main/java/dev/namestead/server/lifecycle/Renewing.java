package dev.namestead.server.lifecycle;

import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.Purchase;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a workflow knows that renews a name, alone or beside something else.
 *
 * @param <D> its own type
 */
interface Renewing<D extends Renewing<D>> extends Purchase {
    UUID registration();

    String registryId();

    default DomainName name() {
        return DomainName.of(domainName());
    }

    /** That the customer pays for. */
    int years();

    /** What the years are added to. */
    Instant paidUntil();

    /** What one of them may cost us, as the catalog has it. */
    Money yearlyCost();

    /** What the registry takes for them. */
    Money renewalCost();

    /** What of the ledger's holds they are. */
    String renewalPart();

    /** Pins what is asked of the registry. */
    D planned(RenewalPlan plan, @Nullable Money told);

    /** What was pinned; fails before. */
    RenewalPlan pinned();

    /** What the registry itself asks for the plan's years, where it told. */
    @Nullable
    Money renewalFee();
}
