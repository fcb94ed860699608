package dev.namestead.epp.xml;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as registries spell them: every form is read, one is written. */
public final class XmlValues {

    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .appendPattern("HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private static final int LONGEST_EXACT = "2026-11-21T10:15:30.123456789".length();
    private static final Pattern SURPLUS_DIGITS = Pattern.compile("(\\.\\d{9})\\d+");

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private XmlValues() {}

    /** 1, 0, true and false in any case; empty for anything else. */
    public static Optional<Boolean> parseBoolean(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "1", "true" -> Optional.of(true);
            case "0", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** 1 or 0. */
    public static String format(boolean value) {
        return value ? "1" : "0";
    }

    /** A date and time with any number of fraction digits; without an offset it is UTC (RFC 5731 section 2.4). */
    public static Optional<Instant> parseInstant(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        String shortened = text.strip().replace(' ', 'T');
        if (shortened.length() > LONGEST_EXACT) {
            shortened = SURPLUS_DIGITS.matcher(shortened).replaceFirst("$1");
        }
        try {
            TemporalAccessor parsed = DATE_TIME.parse(shortened);
            ZoneOffset offset = parsed.isSupported(ChronoField.OFFSET_SECONDS)
                    ? ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS))
                    : ZoneOffset.UTC;
            return Optional.of(LocalDateTime.from(parsed).toInstant(offset));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** In UTC, with as many fraction digits as the value has. */
    public static String format(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant);
    }

    /** Base 64 may be broken into lines anywhere. */
    public static String withoutSpace(String text) {
        return SPACE.matcher(text).replaceAll("");
    }

    /** A date, whatever offset follows it. */
    public static Optional<LocalDate> parseDate(@Nullable String text) {
        if (text == null || text.strip().length() < 10) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text.strip().substring(0, 10)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
