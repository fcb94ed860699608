package dev.namestead.sandbox;

import dev.namestead.sandbox.profile.Profiles;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the sandbox registries run; {@link #in} has the defaults.
 *
 * @param dataDirectory holds journals, certificates and the lock
 * @param profiles the registries
 * @param ports by registry id; absent or 0 takes the port of the last run, or any that is free
 * @param controlPort of the control address; 0 as above
 * @param registrars two: ours, and one that takes names away
 * @param controlToken null generates one at the first start and keeps it
 * @param sessions that one registrar may have open at each registry
 * @param toLogin real time from connect to login
 * @param idle real time between two frames before a session is closed
 * @param pendingAfter business time until a {@code -pending} create completes
 * @param slowAnswer real time that the answer to a {@code -slow} create takes
 */
public record SandboxConfig(
        Path dataDirectory,
        List<RegistryProfile> profiles,
        Map<String, Integer> ports,
        int controlPort,
        List<Registrar> registrars,
        @Nullable String controlToken,
        int sessions,
        Duration toLogin,
        Duration idle,
        Duration pendingAfter,
        Duration slowAnswer) {

    /**
     * Who may log in.
     *
     * @param id the clID, 3 to 16 characters
     * @param password 6 to 16 characters; null generates one at the first start and keeps it
     */
    public record Registrar(String id, @Nullable String password) {}

    public SandboxConfig {
        profiles = List.copyOf(profiles);
        ports = Map.copyOf(ports);
        registrars = List.copyOf(registrars);
        Profiles.checkDisjoint(profiles);
        if (registrars.size() != 2) {
            throw new IllegalArgumentException("The sandbox has two registrars: ours, and one that takes names away.");
        }
        if (sessions < 1) {
            throw new IllegalArgumentException("sessions is 1 or more.");
        }
    }

    /** The two built-in registries on free ports, with their state in that directory. */
    public static SandboxConfig in(Path dataDirectory) {
        return new SandboxConfig(
                dataDirectory,
                Profiles.builtIn(),
                Map.of(),
                0,
                List.of(new Registrar("namestead", null), new Registrar("rival", null)),
                null,
                10,
                Duration.ofSeconds(20),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofSeconds(12));
    }

    /** The same with other registries. */
    public SandboxConfig withProfiles(List<RegistryProfile> newProfiles) {
        return new SandboxConfig(
                dataDirectory,
                newProfiles,
                ports,
                controlPort,
                registrars,
                controlToken,
                sessions,
                toLogin,
                idle,
                pendingAfter,
                slowAnswer);
    }

    /** The same with fixed ports: by registry id, and of the control address. */
    public SandboxConfig withPorts(Map<String, Integer> newPorts, int newControlPort) {
        return new SandboxConfig(
                dataDirectory,
                profiles,
                newPorts,
                newControlPort,
                registrars,
                controlToken,
                sessions,
                toLogin,
                idle,
                pendingAfter,
                slowAnswer);
    }

    /** The same with other session limits. */
    public SandboxConfig withSessions(int newSessions, Duration newToLogin, Duration newIdle) {
        return new SandboxConfig(
                dataDirectory,
                profiles,
                ports,
                controlPort,
                registrars,
                controlToken,
                newSessions,
                newToLogin,
                newIdle,
                pendingAfter,
                slowAnswer);
    }

    /** The same with another delay of {@code -slow} answers. */
    public SandboxConfig withSlowAnswer(Duration newSlowAnswer) {
        return new SandboxConfig(
                dataDirectory,
                profiles,
                ports,
                controlPort,
                registrars,
                controlToken,
                sessions,
                toLogin,
                idle,
                pendingAfter,
                newSlowAnswer);
    }

    /** The same with another time until a {@code -pending} create completes. */
    public SandboxConfig withPendingAfter(Duration newPendingAfter) {
        return new SandboxConfig(
                dataDirectory,
                profiles,
                ports,
                controlPort,
                registrars,
                controlToken,
                sessions,
                toLogin,
                idle,
                newPendingAfter,
                slowAnswer);
    }
}
