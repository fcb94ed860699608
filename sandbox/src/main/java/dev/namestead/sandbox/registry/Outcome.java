package dev.namestead.sandbox.registry;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Outcomes by name: a label that ends in these suffixes decides what the registry does, so that a test can ask for any answer
 * without preparing anything. Several may follow one another, in any order; where two contradict, the one further up wins. This is
 * the one place where they are listed.
 */
public enum Outcome {
    TAKEN("Held by another registrar: check says \"In use\", create answers 2302, info shows the other registrar."),
    TRANSFERREJECTED(
            "Held by another registrar, who can be asked for a transfer with any authInfo, and rejects it after an hour of"
                    + " business time, whoever asks."),
    RESERVED("Check says unavailable with reason \"Reserved\"; create answers 2306."),
    RACE("Check says available; the first create answers 2302, since the other registrar has just taken the name and"
            + " holds it from then on."),
    REJECTED("Check says available; create answers 2308, every time."),
    PRICECHANGE(
            "The price doubles between the first check and the first create: a create that names the old fee answers 2004,"
                    + " and checks tell the new one from then on. Without fees it is charged without a word."),
    PREMIUM(
            "Where fees are spoken: check says available with fee class \"premium\" and its price, and create wants that fee."
                    + " Elsewhere: check says unavailable with reason \"Premium name\"; create answers 2306."),
    PENDINGREFUSED(
            "Create answers 1001; after an hour of business time a poll message says that it is refused (paResult 0), and"
                    + " the name is free again."),
    PENDING(
            "Create answers 1001; after an hour of business time the name is active, and a poll message says so (paResult 1)."),
    BLOCKED("Create answers 1001 and nobody ever decides: the name stays pendingCreate until the sandbox is reset."),
    SERVERHOLD("As soon as it is registered the registry puts it on serverHold, and a poll message says so."),
    RENEWFAILS("Renew answers 2105, every time. The registry renews the name at expiry all the same."),
    UPDATEFAILS("Update answers 2308, every time; a restore does not."),
    SLOW(
            "Create is committed at once, and answered only after the wait window of most clients (12 seconds by default)."),
    LOSTREPLY(
            "The first create is committed, then the connection is cut without an answer; a repeated create gets 2302.");

    /** What the registrar decides by such names itself; here they only may stand among the others. */
    private static final Set<String> NOT_OURS = Set.of("confirm", "nofunds", "unverified");

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
        return "-" + word();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The outcomes that the first label of a domain name asks for. */
    public static Set<Outcome> of(String domainName) {
        int dot = domainName.indexOf('.');
        String rest = dot < 0 ? domainName : domainName.substring(0, dot);
        EnumSet<Outcome> found = EnumSet.noneOf(Outcome.class);
        int hyphen = rest.lastIndexOf('-');
        while (hyphen > 0) {
            String word = rest.substring(hyphen + 1);
            Optional<Outcome> outcome = Arrays.stream(values())
                    .filter(each -> each.word().equals(word))
                    .findFirst();
            if (outcome.isEmpty() && !NOT_OURS.contains(word)) {
                return found;
            }
            outcome.ifPresent(found::add);
            rest = rest.substring(0, hyphen);
            hyphen = rest.lastIndexOf('-');
        }
        return found;
    }
}
