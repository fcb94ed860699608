package dev.namestead.server.app.configuration;

import dev.namestead.server.app.configuration.ConfigurationProblem.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of YAML that remembers where it stands. */
sealed interface YamlNode {

    Place place();

    /** Keys in the file's order. */
    record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {
        static Mapping empty(Place place) {
            return new Mapping(place, new LinkedHashMap<>());
        }
    }

    /** A key's own place and what it holds. */
    record Entry(Place place, YamlNode value) {}

    /** A sequence. */
    record Items(Place place, List<YamlNode> values) implements YamlNode {}

    /** A single value as it is written; its type is decided by whoever reads it. */
    record Scalar(Place place, String text) implements YamlNode {}

    /** A key without a value: the same as no key. */
    record Nothing(Place place) implements YamlNode {}
}
