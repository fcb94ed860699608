package dev.namestead.server.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** An amount in minor units (cents) of a currency (ISO 4217). Decimals exist only where text is read or written. */
public record Money(Currency currency, long minorUnits) implements Comparable<Money> {

    public static Money of(String currencyCode, long minorUnits) {
        return new Money(Currency.getInstance(currencyCode), minorUnits);
    }

    /** Reads a decimal such as {@code "8.57"}; more digits than the currency has are refused. */
    public static Money parse(String currencyCode, String decimal) {
        Currency currency = Currency.getInstance(currencyCode);
        BigDecimal scaled = new BigDecimal(decimal).movePointRight(currency.getDefaultFractionDigits());
        return new Money(currency, scaled.longValueExact());
    }

    /** A decimal whose digits below the minor unit are rounded up: for costs told by a registry with more digits. */
    public static Money roundingUp(String currencyCode, BigDecimal decimal) {
        Currency currency = Currency.getInstance(currencyCode);
        BigDecimal scaled = decimal.movePointRight(currency.getDefaultFractionDigits());
        return new Money(currency, scaled.setScale(0, RoundingMode.CEILING).longValueExact());
    }

    public Money plus(Money other) {
        return new Money(currency, Math.addExact(minorUnits, same(other).minorUnits));
    }

    public Money minus(Money other) {
        return new Money(currency, Math.subtractExact(minorUnits, same(other).minorUnits));
    }

    public Money times(int factor) {
        return new Money(currency, Math.multiplyExact(minorUnits, (long) factor));
    }

    /** The decimal text with all digits of the currency, such as {@code "8.57"}. */
    public String decimal() {
        return BigDecimal.valueOf(minorUnits, currency.getDefaultFractionDigits())
                .toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minorUnits, same(other).minorUnits);
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Amounts of " + currency + " and " + other.currency + " do not mix");
        }
        return other;
    }

    @Override
    public String toString() {
        return decimal() + " " + currency.getCurrencyCode();
    }
}
