package dev.namestead.sandbox.registry;

import java.util.Locale;
import java.util.Optional;

/**
 * Outcomes by name: a label that ends in one of these suffixes decides what the registry does, so that a test can ask for
 * any answer without preparing anything. This is the one place where they are listed.
 */
public enum Outcome {
    TAKEN("Held by another registrar: check says \"In use\", create answers 2302, info shows the other registrar."),
    PREMIUM(
            "Where fees are spoken: check says available with fee class \"premium\" and its price, and create wants that fee."
                    + " Elsewhere: check says unavailable with reason \"Premium name\"; create answers 2306."),
    RESERVED("Check says unavailable with reason \"Reserved\"; create answers 2306."),
    REJECTED("Check says available; create answers 2308, every time."),
    PENDING(
            "Create answers 1001; after an hour of business time the name is active, and a poll message says so (paResult 1)."),
    SLOW(
            "Create is committed at once, and answered only after the wait window of most clients (12 seconds by default)."),
    LOSTREPLY(
            "The first create is committed, then the connection is cut without an answer; a repeated create gets 2302."),
    BLOCKED("Create answers 1001 and nobody ever decides: the name stays pendingCreate until the sandbox is reset.");

    private final String description;

    Outcome(String description) {
        this.description = description;
    }

    /** What happens, for people. */
    public String description() {
        return description;
    }

    /** The end of a label that asks for this outcome, such as {@code -taken}. */
    public String suffix() {
        return "-" + name().toLowerCase(Locale.ROOT);
    }

    /** The outcome that the first label of a domain name asks for. */
    public static Optional<Outcome> of(String domainName) {
        int dot = domainName.indexOf('.');
        String label = dot < 0 ? domainName : domainName.substring(0, dot);
        for (Outcome outcome : values()) {
            if (label.endsWith(outcome.suffix())) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }
}
