package dev.namestead.sandbox.registry;

import java.time.Duration;
import java.util.List;

/**
 * What is set for all sandbox registries alike.
 *
 * @param registrars those that may log in; the second one holds the {@code -taken} names
 * @param pendingAfter business time from a {@code -pending} create to its completion
 * @param slowAnswer real time that the answer to a {@code -slow} create takes
 */
public record RegistrySettings(List<String> registrars, Duration pendingAfter, Duration slowAnswer) {
    public RegistrySettings {
        registrars = List.copyOf(registrars);
        if (registrars.size() < 2) {
            throw new IllegalArgumentException("A sandbox registry needs two registrars.");
        }
    }

    /** The registrar that took what our user finds taken. */
    String other() {
        return registrars.get(1);
    }
}
