package dev.namestead.server.extension;

/** What became of a text that should be a domain name. */
public sealed interface NameReading {

    record Good(DomainName name) implements NameReading {}

    /** @param reason a sentence for its sender that names the rule, such as "A label has more than 63 characters." */
    record Malformed(String reason) implements NameReading {}
}
