package dev.namestead.server.app.configuration;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How single values are written; what cannot be read throws with a sentence about the rule. */
final class Values {

    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern BYTES = Pattern.compile("(\\d{1,9})(|KiB|MiB)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));

    private Values() {}

    static String text(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("must not be empty");
        }
        return text;
    }

    static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false, is '" + text + "'");
        };
    }

    static Function<String, Integer> integer(int least, int most) {
        return text -> {
            try {
                int value = Integer.parseInt(text);
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException notANumber) {
                // Told below.
            }
            throw new IllegalArgumentException(
                    "must be a whole number from " + least + " to " + most + ", is '" + text + "'");
        };
    }

    static Function<String, Integer> bytes(int least, int most) {
        return text -> {
            Matcher matcher = BYTES.matcher(text);
            if (matcher.matches()) {
                long unit = switch (matcher.group(2)) {
                    case "KiB" -> 1L << 10;
                    case "MiB" -> 1L << 20;
                    default -> 1;
                };
                long value = Long.parseLong(matcher.group(1)) * unit;
                if (value >= least && value <= most) {
                    return (int) value;
                }
            }
            throw new IllegalArgumentException("must be a size such as 512KiB or 1MiB, from " + least + " to " + most
                    + " bytes, is '" + text + "'");
        };
    }

    /** {@code 500ms}, {@code 10s}, {@code 5m}, {@code 24h}, {@code 7d}, or ISO 8601 such as {@code PT5M} and {@code P7D}. */
    static Function<String, Duration> duration(Duration least, Duration most) {
        return text -> {
            Duration value = parseDuration(text);
            if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
                throw new IllegalArgumentException("must be from " + least + " to " + most + ", is '" + text + "'");
            }
            return value;
        };
    }

    private static Duration parseDuration(String text) {
        Matcher matcher = SHORT_DURATION.matcher(text);
        if (matcher.matches()) {
            return UNITS.getOrDefault(matcher.group(2), Duration.ZERO).multipliedBy(Long.parseLong(matcher.group(1)));
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException | ArithmeticException unreadable) {
            throw new IllegalArgumentException(
                    "must be a duration such as 500ms, 10s, 5m, 24h, 7d or PT5M, is '" + text + "'");
        }
    }

    static Function<String, URI> uri(String... schemes) {
        return text -> {
            URI uri;
            try {
                uri = URI.create(text);
            } catch (IllegalArgumentException broken) {
                uri = URI.create("");
            }
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if (uri.getHost() == null || !java.util.List.of(schemes).contains(scheme)) {
                throw new IllegalArgumentException("must be an address that begins with "
                        + String.join(":// or ", schemes) + "://, is '" + text + "'");
            }
            return uri;
        };
    }

    static String jdbcUrl(String text) {
        if (!text.startsWith("jdbc:postgresql://")) {
            throw new IllegalArgumentException("must look like jdbc:postgresql://host:5432/name, is '" + text + "'");
        }
        return text;
    }

    static String hostName(String text) {
        if (!text.matches("(?i)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+")) {
            throw new IllegalArgumentException("must be a full host name, is '" + text + "'");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    static String mailAddress(String text) {
        if (!text.matches("[^@\\s<>]+@[^@\\s<>]+")) {
            throw new IllegalArgumentException("must be a mail address, is '" + text + "'");
        }
        return text;
    }

    static Function<String, String> id() {
        return text -> {
            if (!text.matches("[a-z0-9][a-z0-9-]{0,31}")) {
                throw new IllegalArgumentException(
                        "must be a short id of small letters, digits and hyphens, is '" + text + "'");
            }
            return text;
        };
    }

    /** A file that can be read; relative to the configuration's own directory. */
    static Function<String, Path> readableFile(Path directory) {
        return text -> {
            Path path = directory.resolve(text).normalize();
            if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
                throw new IllegalArgumentException("must be a file that can be read: " + path);
            }
            return path;
        };
    }

    /** Why a file cannot be read, for people: the JDK's own messages are often only the file's name. */
    static String reason(IOException unreadable) {
        return switch (unreadable) {
            case NoSuchFileException ignored -> "no such file";
            case AccessDeniedException ignored -> "permission denied";
            case CharacterCodingException ignored -> "it is not UTF-8 text";
            case FileSystemException told when told.getReason() != null -> String.valueOf(told.getReason());
            default -> String.valueOf(unreadable.getMessage());
        };
    }
}
