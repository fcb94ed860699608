package dev.namestead.server.extension;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A domain name in its one canonical form: lower-case A-labels (RFC 5890) without trailing dot, one label below its extension. A value of
 * this type is always valid.
 */
public final class DomainName implements Comparable<DomainName> {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private final String ascii;

    private DomainName(String ascii) {
        this.ascii = ascii;
    }

    /** Reads a name that is known to be good, such as one from the database. */
    public static DomainName of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("Not a domain name: " + text));
    }

    /** Reads a name from outside; empty where it is malformed. */
    public static Optional<DomainName> parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() > 253 || lower.indexOf('.') < 0) {
            return Optional.empty();
        }
        for (String label : lower.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return Optional.empty();
            }
        }
        return Optional.of(new DomainName(lower));
    }

    /** The label before the extension: {@code example} of {@code example.co.uk}. */
    public String label() {
        return ascii.substring(0, ascii.indexOf('.'));
    }

    /** The extension: {@code co.uk} of {@code example.co.uk}. */
    public String extension() {
        return ascii.substring(ascii.indexOf('.') + 1);
    }

    /** The name in A-labels, as it goes to registries and to the database. */
    public String ascii() {
        return ascii;
    }

    @Override
    public int compareTo(DomainName other) {
        return ascii.compareTo(other.ascii);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DomainName name && name.ascii.equals(ascii);
    }

    @Override
    public int hashCode() {
        return ascii.hashCode();
    }

    @Override
    public String toString() {
        return ascii;
    }
}
