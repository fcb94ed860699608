package dev.namestead.server.app.configuration;

import java.time.Duration;

/**
 * Searching and checking names.
 *
 * @param checkDeadline for all registries of one check together
 * @param keepKnowledge how long searches believe what a registry has said of a name
 */
public record SearchConfiguration(Duration checkDeadline, Duration keepKnowledge) {}
