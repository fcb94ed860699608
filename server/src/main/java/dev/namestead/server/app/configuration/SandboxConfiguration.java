package dev.namestead.server.app.configuration;

import java.net.URI;
import java.util.Optional;

/**
 * What only a sandbox has.
 *
 * @param control the address that drives sandbox registries which run apart: clock, faults, reset
 */
public record SandboxConfiguration(Optional<Control> control) {

    /** Where to drive them and the secret that allows it. */
    public record Control(URI url, Secret token) {}
}
