package dev.namestead.server.extension;

import java.util.Optional;

/**
 * A domain name in its one canonical form: lower-case A-labels (RFC 5890) without trailing dot, one label below its extension. A value of
 * this type is always valid.
 */
public final class DomainName implements Comparable<DomainName> {
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
        return read(text) instanceof NameReading.Good(DomainName name) ? Optional.of(name) : Optional.empty();
    }

    /** Reads a name from outside and says why where it is malformed. */
    public static NameReading read(String text) {
        return NameReader.read(text);
    }

    /** For the reader, which has made sure of the form. */
    static DomainName canonical(String ascii) {
        return new DomainName(ascii);
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

    /** The name as people read it: {@code münchen.example} for {@code xn--mnchen-3ya.example}. */
    public String unicode() {
        return ascii.contains("xn--") ? Idna.unicode(ascii) : ascii;
    }

    /** Whether the label before the extension is an A-label. */
    boolean isInternational() {
        return ascii.startsWith("xn--");
    }

    String unicodeLabel() {
        return isInternational() ? Idna.unicode(label()) : label();
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
