package dev.namestead.sandbox.profile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads profiles. Those that ship with the sandbox: two plain ones, and seven in the manner of real registries. */
public final class Profiles {
    private static final List<String> PLAIN = List.of("thick", "thin");
    private static final List<String> PERSONALITIES = List.of("v", "g", "i", "t", "c", "s", "f");
    private static final String DEFAULTS = "/dev/namestead/sandbox/profile/defaults.yaml";

    private Profiles() {}

    /** The two plain registries, which together sell everything. */
    public static List<RegistryProfile> builtIn() {
        return PLAIN.stream().map(Profiles::builtIn).toList();
    }

    /** The registries in the manner of real ones; they sell what the plain ones sell too. */
    public static List<RegistryProfile> personalities() {
        return PERSONALITIES.stream().map(Profiles::builtIn).toList();
    }

    /** Ids of all registries that ship with the sandbox. */
    public static List<String> ids() {
        return Stream.concat(PLAIN.stream(), PERSONALITIES.stream()).toList();
    }

    /** Those registries, in that order; an extension that several sell is left to the first one. */
    public static List<RegistryProfile> chosen(List<String> ids) {
        Set<String> sold = new HashSet<>();
        List<RegistryProfile> chosen = new ArrayList<>();
        for (String id : ids) {
            if (!ids().contains(id)) {
                throw new IllegalArgumentException(
                        "There is no sandbox registry " + id + "; there are " + String.join(", ", ids()) + ".");
            }
            RegistryProfile profile = builtIn(id);
            Map<String, ExtensionTerms> left = new LinkedHashMap<>(profile.extensions());
            left.keySet().removeAll(sold);
            sold.addAll(left.keySet());
            chosen.add(profile.selling(id, left));
        }
        return chosen;
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
