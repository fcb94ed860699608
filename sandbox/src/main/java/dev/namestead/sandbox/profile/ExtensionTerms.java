package dev.namestead.sandbox.profile;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One extension as its registry sells it.
 *
 * @param registration the price of the first year
 * @param renewal the price of a further year; the same when absent
 * @param minYears the shortest registration; 1 when absent
 * @param maxYears the longest registration, and how far ahead an expiry date may lie; 10 when absent
 * @param autoRenewBilledLate whether an automatic renewal is charged when its grace period has passed; as the registry does when absent
 * @param autoRenews whether names are renewed at expiry; true when absent, else they lapse: they can be renewed for as long as the auto-renew
 *     grace period of others lasts, and are deleted then
 * @param subProduct its name in namestoreExt, where commands must say which extension they are for
 */
public record ExtensionTerms(
        BigDecimal registration,
        @Nullable BigDecimal renewal,
        @Nullable Integer minYears,
        @Nullable Integer maxYears,
        @Nullable Boolean autoRenewBilledLate,
        @Nullable Boolean autoRenews,
        @Nullable String subProduct) {

    /** The standard price. */
    public Price price() {
        return new Price(registration, renewal == null ? registration : renewal);
    }

    /** Whether an automatic renewal is charged when its grace period has passed, not at once. */
    public boolean autoRenewBilledLate(LifeCycle registry) {
        return autoRenewBilledLate == null ? registry.autoRenewBilledLate() : autoRenewBilledLate;
    }

    /** Whether names lapse that nobody renews. */
    public boolean lapses() {
        return autoRenews != null && !autoRenews;
    }

    /** Years of the shortest registration, which is also the default. */
    public int shortest() {
        return minYears == null ? 1 : minYears;
    }

    /** Years of the longest registration. */
    public int longest() {
        return maxYears == null ? 10 : maxYears;
    }
}
