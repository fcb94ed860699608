package dev.namestead.epp.client;

import dev.namestead.epp.transport.EppFrames;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * Where a registry is and how to be sure that it is the registry.
 *
 * @param serverName what its certificate must be for; usually the host
 * @param pins if not empty, the server's own certificate must have one of these SHA-256 digests of its
 *     public key (SubjectPublicKeyInfo, base 64): two make a change of keys possible
 * @param maxFrameBytes the longest frame that is accepted
 */
public record EppEndpoint(
        String host, int port, String serverName, SSLContext tls, Set<String> pins, int maxFrameBytes) {

    public EppEndpoint {
        pins = Set.copyOf(pins);
        if (port < 1 || port > 65_535 || maxFrameBytes < 1) {
            throw new IllegalArgumentException("no port or no length: " + port + ", " + maxFrameBytes);
        }
    }

    /** Accepts any key that the context trusts, and frames of the usual length. */
    public static EppEndpoint of(String host, int port, String serverName, SSLContext tls) {
        return new EppEndpoint(host, port, serverName, tls, Set.of(), EppFrames.DEFAULT_MAX_BYTES);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
