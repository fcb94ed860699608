package dev.namestead.epp.object;

import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Fields;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A registration period (RFC 5731 section 2.5), 1 to 99 units. */
public record EppPeriod(int value, Unit unit) {

    private static final int LONGEST = 99;

    public EppPeriod {
        if (value < 1 || value > LONGEST) {
            throw new IllegalArgumentException("a period is 1 to 99, not " + value);
        }
    }

    /** The unit, with its letter on the wire. */
    public enum Unit {
        YEARS("y"),
        MONTHS("m");

        private final String letter;

        Unit(String letter) {
            this.letter = letter;
        }

        /** The letter on the wire. */
        public String letter() {
            return letter;
        }
    }

    /** That many years. */
    public static EppPeriod years(int years) {
        return new EppPeriod(years, Unit.YEARS);
    }

    /** Reads the child {@code period}; null where there is none. Extensions carry the same element. */
    public static @Nullable EppPeriod decode(XmlElement parent) throws EppFormatException {
        XmlElement period = parent.child("period").orElse(null);
        if (period == null) {
            return null;
        }
        int value = Fields.number("period", Fields.ownText(period));
        if (value < 1 || value > LONGEST) {
            throw new EppFormatException(EppResultCode.PARAMETER_RANGE, "period must be 1 to 99");
        }
        String unit = Fields.attribute(period, "unit").toLowerCase(Locale.ROOT);
        return switch (unit) {
            case "y" -> new EppPeriod(value, Unit.YEARS);
            case "m" -> new EppPeriod(value, Unit.MONTHS);
            default -> throw Fields.malformed("unit", unit);
        };
    }

    /** The element {@code period} in the domain namespace or that of an extension. */
    public static @Nullable XmlElement encode(@Nullable EppPeriod period, String namespace) {
        return period == null
                ? null
                : new XmlBuilder(namespace, "period")
                        .attribute("unit", period.unit().letter())
                        .text(Integer.toString(period.value()))
                        .build();
    }
}
