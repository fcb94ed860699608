package dev.namestead.server.app.configuration;

import java.time.Duration;

/**
 * Several servers on one database.
 *
 * @param lease machine time after which the others take over what a silent server held at the registries
 */
public record NodesConfiguration(Duration lease) {
    public static final NodesConfiguration DEFAULT = new NodesConfiguration(Duration.ofSeconds(30));
}
