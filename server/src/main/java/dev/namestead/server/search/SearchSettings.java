package dev.namestead.server.search;

import java.time.Duration;

/**
 * How long searches and checks may rely on others.
 *
 * @param checkDeadline for all registries of one check together (machine time)
 * @param keepKnowledge how long searches believe what a registry has said of a name (business time)
 */
public record SearchSettings(Duration checkDeadline, Duration keepKnowledge) {
    public static final SearchSettings DEFAULT = new SearchSettings(Duration.ofSeconds(10), Duration.ofDays(7));
}
