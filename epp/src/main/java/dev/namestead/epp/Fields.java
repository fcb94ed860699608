package dev.namestead.epp;

import dev.namestead.epp.xml.XmlElement;
import dev.namestead.epp.xml.XmlValues;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what codecs need out of an element, and says by result code what is missing or malformed. */
public final class Fields {

    private static final int MOST_DIGITS = 18;

    private Fields() {}

    /** The child, or 2003. */
    public static XmlElement child(XmlElement parent, String name) throws EppFormatException {
        return parent.child(name).orElseThrow(() -> missing(parent, name));
    }

    /** The text of the child, or 2003 where it is missing or empty. */
    public static String text(XmlElement parent, String name) throws EppFormatException {
        String text = parent.textOf(name);
        if (text == null) {
            throw missing(parent, name);
        }
        return text;
    }

    /** The element's own text, or 2003 where it is empty. */
    public static String ownText(XmlElement element) throws EppFormatException {
        String text = element.text();
        if (text.isEmpty()) {
            throw new EppFormatException(EppResultCode.PARAMETER_MISSING, element.name() + " is empty");
        }
        return text;
    }

    /** The attribute, or 2003 where it is missing or empty. */
    public static String attribute(XmlElement element, String name) throws EppFormatException {
        String value = element.attribute(name);
        if (value == null || value.isBlank()) {
            throw missing(element, name);
        }
        return value.strip();
    }

    /** The attribute as a flag of any spelling, or 2003, or 2005. */
    public static boolean flag(XmlElement element, String attribute) throws EppFormatException {
        String value = attribute(element, attribute);
        return XmlValues.parseBoolean(value).orElseThrow(() -> malformed(attribute, value));
    }

    /** A flag that may be missing. */
    public static boolean flag(XmlElement element, String attribute, boolean otherwise) {
        return XmlValues.parseBoolean(element.attribute(attribute)).orElse(otherwise);
    }

    /** The instant in the child, or 2003, or 2005. */
    public static Instant instant(XmlElement parent, String name) throws EppFormatException {
        String text = text(parent, name);
        return XmlValues.parseInstant(text).orElseThrow(() -> malformed(name, text));
    }

    /** Null where the child is missing, empty or unreadable: a date that only informs never stops an answer. */
    public static @Nullable Instant optionalInstant(XmlElement parent, String name) {
        return XmlValues.parseInstant(parent.textOf(name)).orElse(null);
    }

    /** The date in the child, or 2003, or 2005. */
    public static LocalDate date(XmlElement parent, String name) throws EppFormatException {
        String text = text(parent, name);
        return XmlValues.parseDate(text).orElseThrow(() -> malformed(name, text));
    }

    /** The number in the child, or 2003, or 2005. */
    public static int number(XmlElement parent, String name) throws EppFormatException {
        return number(name, text(parent, name));
    }

    /** The number in a text, or 2005. */
    public static int number(String name, String text) throws EppFormatException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw malformed(name, text);
        }
    }

    /** A decimal without an exponent, which could make a short text a number of a billion digits. */
    public static BigDecimal decimal(String name, String text) throws EppFormatException {
        if (!isDecimal(text)) {
            throw malformed(name, text);
        }
        return new BigDecimal(text);
    }

    /** A sign, digits, a point and digits, each of which may be missing, though not all digits. */
    private static boolean isDecimal(String text) {
        int from = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        int whole = digits(text, from);
        int point = from + whole;
        if (point == text.length()) {
            return whole > 0 && whole <= MOST_DIGITS;
        }
        int fraction = digits(text, point + 1);
        return text.charAt(point) == '.'
                && point + 1 + fraction == text.length()
                && whole + fraction > 0
                && whole <= MOST_DIGITS
                && fraction <= MOST_DIGITS;
    }

    private static int digits(String text, int from) {
        int to = from;
        while (to < text.length() && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
            to++;
        }
        return to - from;
    }

    /** The texts of all children of that name, empty ones left out. */
    public static List<String> texts(XmlElement parent, String name) {
        List<String> texts = new ArrayList<>();
        for (XmlElement child : parent.children(name)) {
            String text = child.text();
            if (!text.isEmpty()) {
                texts.add(text);
            }
        }
        return Collections.unmodifiableList(texts);
    }

    /** For an element that its namespace does not have: 2001. */
    public static EppFormatException unknown(XmlElement element) {
        return new EppFormatException(
                EppResultCode.SYNTAX_ERROR, "unknown element of " + element.namespace() + ": " + element.name());
    }

    /** For a child that should be there: 2003. */
    public static EppFormatException missing(XmlElement parent, String name) {
        return new EppFormatException(EppResultCode.PARAMETER_MISSING, name + " is missing in " + parent.name());
    }

    /** For a value that has the wrong form: 2005. */
    public static EppFormatException malformed(String name, String value) {
        String shown = value.length() > 64 ? value.substring(0, 64) + "…" : value;
        return new EppFormatException(EppResultCode.PARAMETER_SYNTAX, name + " has the wrong form: " + shown);
    }
}
