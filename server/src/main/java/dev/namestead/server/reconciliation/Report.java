package dev.namestead.server.reconciliation;

import dev.namestead.server.billing.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a reconciliation came to.
 *
 * @param at business time of the books
 * @param registrations that were looked at
 * @param took machine time
 */
public record Report(Instant at, long registrations, List<Line> lines, List<Finding> findings, Duration took) {
    private static final int MOST_SHOWN = 100;

    public Report {
        lines = List.copyOf(lines);
        findings = List.copyOf(findings);
    }

    public boolean clean() {
        return findings.isEmpty() && lines.stream().allMatch(line -> line.drift() == 0);
    }

    /** All that cannot be explained, by currency; a currency in which everything is explained has zero. */
    public Map<String, Money> drift() {
        Map<String, Money> drift = new TreeMap<>();
        for (Line line : lines) {
            add(drift, Money.of(line.currency().getCurrencyCode(), Math.abs(line.drift())));
        }
        findings.forEach(finding -> add(drift, finding.amount()));
        return drift;
    }

    private static void add(Map<String, Money> drift, Money amount) {
        drift.merge(amount.currency().getCurrencyCode(), amount, Money::plus);
    }

    /** How many registrations were looked at, in words. */
    String counted() {
        return registrations + (registrations == 1 ? " registration" : " registrations");
    }

    /** For an operator: each ledger account with its explanation, then what has none, then the drift. */
    public String text() {
        StringBuilder text = new StringBuilder("books of %s, %s%n".formatted(at, counted()));
        for (Line line : lines) {
            text.append(row(line.account(), "", line.balance(), line));
            line.parts()
                    .forEach(part ->
                            text.append(row("  " + part.why(), Long.toString(part.count()), part.amount(), line)));
            if (line.drift() != 0) {
                text.append(row("  UNEXPLAINED", "", line.drift(), line));
            }
        }
        findings.stream()
                .limit(MOST_SHOWN)
                .forEach(finding -> text.append("UNEXPLAINED %s: %s, %s (account %s)%n"
                        .formatted(finding.what(), finding.subject(), finding.amount(), finding.account())));
        if (findings.size() > MOST_SHOWN) {
            text.append("UNEXPLAINED and %d more%n".formatted(findings.size() - MOST_SHOWN));
        }
        drift().values().forEach(amount -> text.append("drift %s%n".formatted(amount)));
        if (drift().isEmpty()) {
            text.append("drift 0%n".formatted());
        }
        return text.toString();
    }

    private static String row(String what, String count, long amount, Line line) {
        String code = line.currency().getCurrencyCode();
        String money =
                (amount < 0 ? "-" : "") + Money.of(code, Math.abs(amount)).decimal() + " " + code;
        return String.format(Locale.ROOT, "%-50s %8s %16s%n", what, count, money);
    }
}
