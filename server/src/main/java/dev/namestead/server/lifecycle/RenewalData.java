package dev.namestead.server.lifecycle;

import dev.namestead.server.billing.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a renewal workflow knows; written into its row as JSON, so fields are only ever added.
 *
 * @param years that the customer pays for
 * @param priceMinor what the customer pays for them, pinned at acceptance, in minor units
 * @param costMinor what the registry may take for them: the catalog's figure, then with what the registry itself asked
 * @param paidUntil what they are added to
 * @param plan null until the registry has been read
 * @param feeMinor what the registry itself asks for the plan's years, where it told
 * @param automatic whether we have begun it by ourselves; null as false
 */
public record RenewalData(
        UUID registration,
        String domainName,
        String registryId,
        int years,
        String currency,
        long priceMinor,
        long costMinor,
        Instant paidUntil,
        @Nullable RenewalPlan plan,
        @Nullable Long feeMinor,
        @Nullable Boolean automatic)
        implements Renewing<RenewalData> {

    @Override
    public Money price() {
        return Money.of(currency, priceMinor);
    }

    @Override
    public Money renewalCost() {
        return Money.of(currency, costMinor);
    }

    @Override
    public String renewalPart() {
        return "";
    }

    @Override
    public @Nullable Money renewalFee() {
        return feeMinor == null ? null : Money.of(currency, feeMinor);
    }

    @Override
    public RenewalPlan pinned() {
        if (plan == null) {
            throw new IllegalStateException("The renewal of " + domainName + " is not priced yet");
        }
        return plan;
    }

    @Override
    public RenewalData planned(RenewalPlan decided, @Nullable Money told) {
        long accepted = yearlyCost().times(years - decided.years()).minorUnits();
        return new RenewalData(
                registration,
                domainName,
                registryId,
                years,
                currency,
                priceMinor,
                told == null ? costMinor : told.minorUnits() + accepted,
                paidUntil,
                decided,
                told == null ? null : told.minorUnits(),
                automatic);
    }

    /** Only before the registry has told another. */
    @Override
    public Money yearlyCost() {
        return Money.of(currency, costMinor / years);
    }
}
