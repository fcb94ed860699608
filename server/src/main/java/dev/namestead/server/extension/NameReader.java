package dev.namestead.server.extension;

import com.ibm.icu.text.IDNA;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * From a text to the one form of a domain name: letter case, full-width characters and dots, a trailing dot and Unicode are mapped by
 * UTS 46 (non-transitional, so that "ß" stays itself), then held to IDNA2008 and to the rules of host names (RFC 1123).
 */
final class NameReader {
    private static final int MAX_LENGTH = 253;
    private static final int MAX_LABEL = 63;
    /** Longer texts are not even mapped; no name of 253 octets has more characters, not even with a trailing dot. */
    private static final int MAX_TEXT = 254;

    private NameReader() {}

    static NameReading read(String text) {
        if (text.isEmpty()) {
            return malformed("The name is empty.");
        }
        if (text.length() > MAX_TEXT) {
            return malformed("A name has at most 253 characters.");
        }
        return isPlain(text) ? readAscii(text.toLowerCase(Locale.ROOT)) : readUnicode(text);
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= 0x20 || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return !text.contains("--") || !text.toLowerCase(Locale.ROOT).contains("xn--");
    }

    private static NameReading readUnicode(String text) {
        String broken = brokenCharacter(text);
        if (broken != null) {
            return malformed(broken);
        }
        IDNA.Info info = new IDNA.Info();
        String ascii = Idna.UTS46.nameToASCII(text, new StringBuilder(), info).toString();
        Set<IDNA.Error> errors = info.getErrors();
        if (!errors.isEmpty()) {
            return malformed(explain(EnumSet.copyOf(errors)));
        }
        String unicode = Idna.unicode(ascii);
        for (String label : unicode.split("\\.", -1)) {
            String fault = faultOfUnicode(label);
            if (fault != null) {
                return malformed(fault);
            }
        }
        return Idna.ascii(unicode).equals(ascii)
                ? readAscii(ascii)
                : malformed("A label that begins with xn-- is not valid punycode.");
    }

    /** Characters that UTS 46 would drop or that no text should hold. */
    private static @Nullable String brokenCharacter(String text) {
        for (int point : text.codePoints().toArray()) {
            if (point <= 0x20 || point == 0x7f || (point >= 0x80 && point < 0xa0)) {
                return "A name has no spaces or control characters.";
            }
            if (point >= 0xD800 && point <= 0xDFFF) {
                return "The name is not well-formed Unicode.";
            }
            if (IdnaCharacters.isInvisible(point)) {
                return "A name has no invisible characters.";
            }
        }
        return null;
    }

    private static @Nullable String faultOfUnicode(String label) {
        if (label.chars().allMatch(c -> c < 0x80)) {
            return null;
        }
        if (!label.codePoints().allMatch(IdnaCharacters::allowed)) {
            return "A label has only letters, digits and hyphens (RFC 5892).";
        }
        return Scripts.standTogether(Scripts.of(label)) ? null : "A label does not mix scripts.";
    }

    private static String explain(EnumSet<IDNA.Error> errors) {
        return switch (errors.iterator().next()) {
            case EMPTY_LABEL -> "A label is empty: two dots in a row, or one at the beginning.";
            case LABEL_TOO_LONG -> "A label has more than 63 characters.";
            case DOMAIN_NAME_TOO_LONG -> "A name has at most 253 characters.";
            case LEADING_HYPHEN, TRAILING_HYPHEN -> "A label neither begins nor ends with a hyphen.";
            case HYPHEN_3_4 -> "A label has no hyphens at its third and fourth place, except in punycode.";
            case LEADING_COMBINING_MARK -> "A label does not begin with a combining mark.";
            case DISALLOWED -> "A label has only letters, digits and hyphens (RFC 5892).";
            case PUNYCODE, LABEL_HAS_DOT, INVALID_ACE_LABEL -> "A label that begins with xn-- is not valid punycode.";
            case BIDI -> "A label mixes directions of writing against RFC 5893.";
            case CONTEXTJ, CONTEXTO_PUNCTUATION, CONTEXTO_DIGITS ->
                "A character stands where it has no meaning (RFC 5892, appendix A).";
        };
    }

    private static NameReading readAscii(String lower) {
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        if (name.length() > MAX_LENGTH) {
            return malformed("A name has at most 253 characters.");
        }
        List<String> labels = List.of(name.split("\\.", -1));
        for (String label : labels) {
            String fault = faultOfAscii(label);
            if (fault != null) {
                return malformed(fault);
            }
        }
        if (labels.size() < 2) {
            return malformed("The name has no extension, such as .com.");
        }
        if (labels.getLast().chars().allMatch(c -> c >= '0' && c <= '9')) {
            return malformed("An extension is not a number.");
        }
        return new NameReading.Good(DomainName.canonical(name));
    }

    private static @Nullable String faultOfAscii(String label) {
        if (label.isEmpty()) {
            return "A label is empty: two dots in a row, or one at the beginning.";
        }
        if (label.length() > MAX_LABEL) {
            return "A label has more than 63 characters.";
        }
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
                return "A label has only letters, digits and hyphens.";
            }
        }
        if (label.startsWith("-") || label.endsWith("-")) {
            return "A label neither begins nor ends with a hyphen.";
        }
        boolean reserved = label.startsWith("--", 2);
        return reserved && !label.startsWith("xn--")
                ? "A label has no hyphens at its third and fourth place, except in punycode."
                : null;
    }

    private static NameReading malformed(String reason) {
        return new NameReading.Malformed(reason);
    }
}
