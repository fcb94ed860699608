package dev.namestead.server.search;

import java.time.Duration;

/** @param deadline for all registries of one check together */
public record CheckSettings(Duration deadline) {
    public static final CheckSettings DEFAULT = new CheckSettings(Duration.ofSeconds(10));
}
