package dev.namestead.sandbox.registry;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a command, over which session.
 *
 * @param registrar the clID of the login
 * @param extensions URIs that the session declared at login
 * @param epoch the registry's when the session began
 * @param clTrid of this command
 * @param svTrid of this command
 */
public record Requester(
        String registrar,
        Set<String> extensions,
        long epoch,
        @Nullable String clTrid,
        String svTrid) {

    public Requester {
        extensions = Set.copyOf(extensions);
    }

    boolean declared(String uri) {
        return extensions.contains(uri);
    }
}
