package dev.namestead.sandbox.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads profiles; the built-in ones are {@code thick} and {@code thin}. */
public final class Profiles {
    private static final List<String> BUILT_IN = List.of("thick", "thin");

    private Profiles() {}

    /** The two registries that ship with the sandbox. */
    public static List<RegistryProfile> builtIn() {
        return BUILT_IN.stream().map(Profiles::builtIn).toList();
    }

    /** One of the registries that ship with the sandbox. */
    public static RegistryProfile builtIn(String id) {
        String resource = "/dev/namestead/sandbox/profile/" + id + ".yaml";
        try (InputStream yaml = Profiles.class.getResourceAsStream(resource)) {
            if (yaml == null) {
                throw new IllegalArgumentException("No built-in registry profile is called " + id + ".");
            }
            return read(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A profile from YAML; unknown keys are refused. */
    public static RegistryProfile read(InputStream yaml) {
        return YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .readValue(yaml, RegistryProfile.class);
    }

    /** Throws {@link IllegalArgumentException} when two registries claim one extension or one id. */
    public static void checkDisjoint(List<RegistryProfile> profiles) {
        Map<String, String> owners = new HashMap<>();
        for (RegistryProfile profile : profiles) {
            for (String extension : profile.extensions().keySet()) {
                String other = owners.put(extension, profile.id());
                if (other != null) {
                    throw new IllegalArgumentException("The extension " + extension + " is claimed by two registries: "
                            + other + " and " + profile.id() + ".");
                }
            }
        }
        if (profiles.stream().map(RegistryProfile::id).distinct().count() != profiles.size()) {
            throw new IllegalArgumentException("Two registries have the same id.");
        }
    }
}
