package dev.namestead.server.api.http;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps web pages away from the sandbox's controls, which have no credentials: a page that rebinds its name to loopback still sends its own
 * {@code Host}, and one that posts a form cannot say that it sends JSON.
 */
final class LocalOnly {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> hosts;

    LocalOnly(List<String> allowedHosts) {
        Set<String> all = new HashSet<>(LOOPBACK);
        allowedHosts.forEach(host -> all.add(host.toLowerCase(Locale.ROOT)));
        this.hosts = Set.copyOf(all);
    }

    void require(ServerRequest request) {
        String host = withoutPort(request.headers().first(HeaderNames.HOST).orElse(""));
        if (!hosts.contains(host)) {
            throw new RefusedException(
                    Refusal.NOT_ALLOWED, "The sandbox's controls answer on this machine only, such as on 127.0.0.1");
        }
        // The other methods that change something are never sent by a page without asking first (CORS preflight).
        if (request.prologue().method().text().equals("POST")) {
            Body.requireJson(request.headers());
        }
    }

    private static String withoutPort(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
    }
}
