package dev.namestead.server.app.configuration;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What only a sandbox has.
 *
 * @param registries ids of the sandbox registries to start and connect to, in order of precedence; empty for the usual ones
 * @param control the address that drives sandbox registries which run apart: clock, faults, reset
 */
public record SandboxConfiguration(List<String> registries, Optional<Control> control) {

    public SandboxConfiguration {
        registries = List.copyOf(registries);
    }

    /** Where to drive them and the secret that allows it. */
    public record Control(URI url, Secret token) {}
}
