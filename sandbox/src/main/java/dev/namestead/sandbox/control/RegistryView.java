package dev.namestead.sandbox.control;

import dev.namestead.sandbox.registry.Registry;
import dev.namestead.sandbox.wire.RegistryServer;
import java.util.List;

/**
 * A registry at a glance.
 *
 * @param peak the most sessions that one registrar had at once since the start
 * @param refused logins refused since then because there were too many
 */
record RegistryView(
        String id,
        String name,
        int port,
        long epoch,
        int sessions,
        int peak,
        int refused,
        int domains,
        boolean contacts,
        List<String> extensions) {
    static RegistryView of(RegistryServer server) {
        Registry registry = server.registry();
        return new RegistryView(
                registry.profile().id(),
                registry.profile().name(),
                server.port(),
                registry.state().epoch(),
                server.sessions(),
                server.sessionPeak(),
                server.sessionsRefused(),
                registry.state().domains().size(),
                registry.profile().isThick(),
                registry.profile().extensions().keySet().stream().sorted().toList());
    }
}
