package dev.namestead.sandbox.profile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads profiles; the built-in ones are {@code thick} and {@code thin}. */
public final class Profiles {
    private static final List<String> BUILT_IN = List.of("thick", "thin");
    private static final String DEFAULTS = "/dev/namestead/sandbox/profile/defaults.yaml";

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

    /** A registry that is no longer configured: it sells nothing, its journal can only be read out. */
    public static RegistryProfile retired(String id) {
        return read(new ByteArrayInputStream(("{id: '" + id + "', name: gone, repository: NSGONE, extensions: {}}")
                .getBytes(StandardCharsets.UTF_8)));
    }

    /** A profile from YAML over the defaults; unknown keys are refused. */
    public static RegistryProfile read(InputStream yaml) {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
        try (InputStream defaults = Objects.requireNonNull(Profiles.class.getResourceAsStream(DEFAULTS))) {
            return mapper.treeToValue(over(mapper.readTree(defaults), mapper.readTree(yaml)), RegistryProfile.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The second with what only the first says, down into objects that both have. */
    private static JsonNode over(JsonNode defaults, JsonNode said) {
        if (!(defaults instanceof ObjectNode base) || !(said instanceof ObjectNode top)) {
            return said;
        }
        ObjectNode merged = base.deepCopy();
        top.propertyStream().forEach(entry -> {
            JsonNode below = merged.get(entry.getKey());
            merged.set(entry.getKey(), below == null ? entry.getValue() : over(below, entry.getValue()));
        });
        return merged;
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
