package dev.namestead.server.api.http;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
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

    private static final List<HeaderName> FORWARDED = List.of(
            HeaderNames.FORWARDED, HeaderNames.X_FORWARDED_FOR, HeaderNames.VIA, HeaderNames.create("X-Real-IP"));

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

    /** The connection itself must come from here, for who is remote may write any {@code Host}; and not for somebody else by a proxy. */
    void requireMachine(ServerRequest request) {
        boolean here = request.remotePeer().address() instanceof InetSocketAddress address
                && address.getAddress().isLoopbackAddress()
                && LOOPBACK.contains(
                        withoutPort(request.headers().first(HeaderNames.HOST).orElse("")));
        if (!here || FORWARDED.stream().anyMatch(request.headers()::contains)) {
            throw new RefusedException(Refusal.NOT_ALLOWED, "This is answered on this machine only");
        }
    }

    private static String withoutPort(String host) {
        return host.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "");
    }
}
