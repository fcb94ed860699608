package dev.namestead.sandbox;

import dev.namestead.sandbox.profile.Profiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code namestead sandbox}: the registries as a program of their own. */
public final class SandboxProgram {
    private SandboxProgram() {}

    /**
     * The program's arguments.
     *
     * @param data the directory for state and for {@code sandbox-registries.env}
     * @param registries which share the extensions, in order of precedence; none: the plain ones, and all others beside them
     * @param ports by registry id; absent or 0 takes the last one or any that is free, like the control address
     * @param sessions limit per registrar and registry; null for the default
     * @param slowAnswer real time of {@code -slow} answers; null for the default
     */
    public record Arguments(
            Path data,
            List<String> registries,
            Map<String, Integer> ports,
            int controlPort,
            @Nullable Integer sessions,
            @Nullable Duration slowAnswer) {
        /** Everything by default. */
        public static Arguments in(Path data) {
            return new Arguments(data, List.of(), Map.of(), 0, null, null);
        }

        SandboxConfig config() {
            SandboxConfig config = SandboxConfig.in(data.resolve("registries")).withPorts(ports, controlPort);
            if (!registries.isEmpty()) {
                config = config.withProfiles(Profiles.chosen(registries));
            }
            if (sessions != null) {
                config = config.withSessions(sessions, config.toLogin(), config.idle());
            }
            return slowAnswer == null ? config : config.withSlowAnswer(slowAnswer);
        }
    }

    /**
     * Starts the registries, writes the file with their addresses and prints them. The caller keeps the process alive and
     * closes what is answered when it ends; the file is ready when this returns.
     */
    public static SandboxRegistries run(Arguments arguments, PrintStream out) throws IOException {
        SandboxRegistries registries = SandboxRegistries.start(arguments.config());
        try {
            Path file = arguments.data().resolve("sandbox-registries.env");
            SandboxEnvFile.write(file, registries);
            for (String id : registries.ids()) {
                out.println("Registry " + id + ": EPP over TLS at " + registries.host() + ":" + registries.port(id));
            }
            out.println("Control address: " + registries.controlUrl());
            out.println("Logins, authority and token: " + file.toAbsolutePath());
            out.flush();
            return registries;
        } catch (IOException | RuntimeException e) {
            registries.close();
            throw e;
        }
    }
}
