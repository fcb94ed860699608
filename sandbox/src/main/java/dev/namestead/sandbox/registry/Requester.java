package dev.namestead.sandbox.registry;

import dev.namestead.sandbox.profile.Feature;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sends a command, over which session.
 *
 * @param registrar the clID of the login
 * @param objects URIs of objects that the session declared at login
 * @param extensions URIs of extensions that it declared
 * @param epoch the registry's when the session began
 * @param clTrid of this command
 * @param svTrid of this command
 */
public record Requester(
        String registrar,
        Set<String> objects,
        Set<String> extensions,
        long epoch,
        @Nullable String clTrid,
        String svTrid) {

    public Requester {
        objects = Set.copyOf(objects);
        extensions = Set.copyOf(extensions);
    }

    boolean declared(String uri) {
        return extensions.contains(uri);
    }

    /** True where both the registry and this session know it. */
    boolean speaks(Feature feature, RegistryProfile profile) {
        Set<String> declared = feature.isObject() ? objects : extensions;
        return profile.has(feature) && declared.contains(feature.uri());
    }
}
