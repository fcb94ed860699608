package dev.namestead.sandbox.profile;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What a name costs a registrar, per year.
 *
 * @param registration the first year
 * @param renewal every further year, and a renewal
 */
public record Price(BigDecimal registration, BigDecimal renewal) {
    /** Both amounts carry two decimals on the wire. */
    public Price {
        registration = registration.setScale(2, RoundingMode.UNNECESSARY);
        renewal = renewal.setScale(2, RoundingMode.UNNECESSARY);
    }

    /** Both amounts multiplied. */
    public Price times(BigDecimal factor) {
        return new Price(registration.multiply(factor), renewal.multiply(factor));
    }

    /** A create of that many years. */
    public BigDecimal create(int years) {
        return registration.add(renew(years - 1));
    }

    /** A renewal of that many years. */
    public BigDecimal renew(int years) {
        return renewal.multiply(BigDecimal.valueOf(years)).setScale(2, RoundingMode.UNNECESSARY);
    }
}
