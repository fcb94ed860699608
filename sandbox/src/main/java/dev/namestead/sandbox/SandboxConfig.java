package dev.namestead.sandbox;

import dev.namestead.sandbox.profile.Profiles;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the sandbox registries run; {@link #in} has the defaults.
 *
 * @param dataDirectory holds journals, certificates and the lock
 * @param profiles the registries that share the extensions among themselves, as a registrar needs them
 * @param practice further registries beside them, each with names of its own, for who writes EPP software
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
        List<RegistryProfile> practice,
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
        practice = List.copyOf(practice);
        Profiles.checkDisjoint(profiles);
        Set<String> ids = profiles.stream().map(RegistryProfile::id).collect(Collectors.toSet());
        if (!practice.stream().map(RegistryProfile::id).allMatch(ids::add)) {
            throw new IllegalArgumentException("Two registries have the same id.");
        }
        if (registrars.size() != 2) {
            throw new IllegalArgumentException("The sandbox has two registrars: ours, and one that takes names away.");
        }
        if (sessions < 1) {
            throw new IllegalArgumentException("sessions is 1 or more.");
        }
    }

    /** The plain registries, and the others beside them, on free ports, with their state in that directory. */
    public static SandboxConfig in(Path dataDirectory) {
        return new SandboxConfig(
                dataDirectory,
                Profiles.builtIn(),
                Profiles.personalities(),
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

    /** The same with other registries, and none to practise with. */
    public SandboxConfig withProfiles(List<RegistryProfile> newProfiles) {
        return withProfiles(newProfiles, List.of());
    }

    /** The same with other registries. */
    public SandboxConfig withProfiles(List<RegistryProfile> newProfiles, List<RegistryProfile> newPractice) {
        return new SandboxConfig(
                dataDirectory,
                newProfiles,
                newPractice,
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
                practice,
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
                practice,
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
                practice,
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
                practice,
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
