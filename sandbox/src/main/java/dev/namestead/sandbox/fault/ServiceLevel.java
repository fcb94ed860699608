package dev.namestead.sandbox.fault;

import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;

/** How slow a registry may lawfully be (ICANN's registry agreement, specification 10). */
public final class ServiceLevel {
    private static final Duration QUERY = Duration.ofSeconds(2);
    private static final Duration OTHER = Duration.ofSeconds(4);
    private static final Set<String> QUERIES = Set.of("check", "info", "poll");
    private static final double WITHIN = 0.9;
    /** Beyond that much a command counts as unanswered. */
    private static final double UNANSWERED = 5;

    private ServiceLevel() {}

    /** A delay of a command: nine times in ten within the level, else up to five times of it. */
    public static Duration draw(FaultTarget target, SplittableRandom lots, double scale) {
        Duration level = QUERIES.contains(target.verb()) ? QUERY : OTHER;
        boolean within = lots.nextDouble() < WITHIN;
        double share = lots.nextDouble();
        double factor = within ? share : 1 + share * (UNANSWERED - 1);
        return Duration.ofNanos(Math.round(level.toNanos() * factor * scale));
    }
}
