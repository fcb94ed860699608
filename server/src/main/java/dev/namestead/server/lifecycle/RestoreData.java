package dev.namestead.server.lifecycle;

import dev.namestead.server.billing.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a restore workflow knows; written into its row as JSON, so fields are only ever added.
 *
 * @param restorePriceMinor what the customer pays for the restore alone, pinned at acceptance, in minor units
 * @param restoreCostMinor what the registry may take for it: the catalog's figure, then what the registry itself asked
 * @param restoreFeeMinor what the registry itself asks for it, where it told
 * @param years that are due with it: one where the name has expired, none otherwise or once they cannot be had
 * @param yearPriceMinor what the customer pays for a year
 * @param yearCostMinor what the registry may take for it, as for the restore
 * @param paidUntil what the year is added to
 * @param plan null until the restored name has been read
 * @param yearFeeMinor what the registry asks for the plan's years, where it told
 */
public record RestoreData(
        UUID registration,
        String domainName,
        String registryId,
        String currency,
        long restorePriceMinor,
        long restoreCostMinor,
        @Nullable Long restoreFeeMinor,
        int years,
        long yearPriceMinor,
        long yearCostMinor,
        Instant paidUntil,
        @Nullable RenewalPlan plan,
        @Nullable Long yearFeeMinor)
        implements Renewing<RestoreData> {
    /** Of the ledger's holds: the restore itself. */
    static final String RESTORE = "restore";
    /** Of the ledger's holds: the year that is due with it. */
    static final String YEAR = "renewal";

    /** The whole. */
    @Override
    public Money price() {
        return restorePrice().plus(yearPrice());
    }

    Money restorePrice() {
        return money(restorePriceMinor);
    }

    Money yearPrice() {
        return money(yearPriceMinor).times(years);
    }

    Money restoreCost() {
        return money(restoreCostMinor);
    }

    @Nullable
    Money restoreFee() {
        return restoreFeeMinor == null ? null : money(restoreFeeMinor);
    }

    /**
     * @param told what the registry asks for the command
     * @param cost what of it is for the restore alone
     */
    RestoreData withRestoreFee(Money told, Money cost) {
        return new RestoreData(
                registration,
                domainName,
                registryId,
                currency,
                restorePriceMinor,
                cost.minorUnits(),
                told.minorUnits(),
                years,
                yearPriceMinor,
                yearCostMinor,
                paidUntil,
                plan,
                yearFeeMinor);
    }

    /** The year cannot be had: the restore stands alone. */
    RestoreData withoutYear() {
        return with(0, plan, null, yearCostMinor);
    }

    @Override
    public RestoreData planned(RenewalPlan decided, @Nullable Money told) {
        return with(
                years,
                decided,
                told == null ? null : told.minorUnits(),
                told == null ? yearCostMinor : told.minorUnits());
    }

    private RestoreData with(int dueYears, @Nullable RenewalPlan decided, @Nullable Long fee, long cost) {
        return new RestoreData(
                registration,
                domainName,
                registryId,
                currency,
                restorePriceMinor,
                restoreCostMinor,
                restoreFeeMinor,
                dueYears,
                yearPriceMinor,
                cost,
                paidUntil,
                decided,
                fee);
    }

    @Override
    public Money yearlyCost() {
        return money(yearCostMinor);
    }

    @Override
    public Money renewalCost() {
        return money(yearCostMinor);
    }

    @Override
    public String renewalPart() {
        return YEAR;
    }

    @Override
    public RenewalPlan pinned() {
        if (plan == null) {
            throw new IllegalStateException("The year of " + domainName + " is not priced yet");
        }
        return plan;
    }

    @Override
    public @Nullable Money renewalFee() {
        return yearFeeMinor == null ? null : money(yearFeeMinor);
    }

    private Money money(long minor) {
        return Money.of(currency, minor);
    }
}
