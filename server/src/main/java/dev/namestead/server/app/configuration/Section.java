package dev.namestead.server.app.configuration;

import dev.namestead.server.app.configuration.ConfigurationProblem.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The keys below one point of the file. Each key is asked for once; a wrong value is noted and the
 * default goes on, so that one reading finds every mistake. What nobody asked for is unknown.
 */
final class Section {

    private final YamlNode.Mapping mapping;
    private final String path;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    Section(YamlNode.Mapping mapping, String path, Problems problems) {
        this.mapping = mapping;
        this.path = path;
        this.problems = problems;
    }

    boolean has(String key) {
        return value(key) != null;
    }

    /** A value that {@code parse} understands; what it throws becomes the problem's text. */
    <T> Optional<T> optional(String key, Function<String, T> parse) {
        YamlNode node = value(key);
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof YamlNode.Scalar scalar)) {
            problem(key, "must be a single value");
            return Optional.empty();
        }
        try {
            return Optional.of(parse.apply(scalar.text().strip()));
        } catch (IllegalArgumentException wrong) {
            problem(key, String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    /** The same with a default. */
    <T> T value(String key, Function<String, T> parse, T fallback) {
        return optional(key, parse).orElse(fallback);
    }

    /** The same without: its absence is a problem, and {@code standIn} lets the reading go on. */
    <T> T required(String key, Function<String, T> parse, T standIn) {
        if (!has(key)) {
            problem(key, "is missing");
        }
        return value(key, parse, standIn);
    }

    /** One of an enum's constants, written in lower case with hyphens. */
    <E extends Enum<E>> E choice(String key, E fallback) {
        E[] constants = fallback.getDeclaringClass().getEnumConstants();
        return value(key, text -> constant(constants, text), fallback);
    }

    private static <E extends Enum<E>> E constant(E[] constants, String text) {
        return Arrays.stream(constants)
                .filter(one -> word(one).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(constants).map(Section::word).collect(Collectors.joining(", "))
                        + ", is '" + text + "'"));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A list of single values; a value alone is a list of one. */
    <T> List<T> list(String key, Function<String, T> parse, List<T> fallback) {
        YamlNode node = value(key);
        if (node == null) {
            return fallback;
        }
        List<YamlNode> nodes = node instanceof YamlNode.Items items ? items.values() : List.of(node);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            YamlNode.Mapping one = YamlNode.Mapping.empty(mapping.place());
            one.entries().put("", new YamlNode.Entry(nodes.get(i).place(), nodes.get(i)));
            new Section(one, below(key) + "[" + i + "]", problems)
                    .optional("", parse)
                    .ifPresent(values::add);
        }
        return values;
    }

    /** The keys below this one; none where it is absent. */
    Section section(String key) {
        YamlNode node = value(key);
        if (node instanceof YamlNode.Mapping below) {
            return new Section(below, below(key), problems);
        }
        if (node != null) {
            problem(key, "must hold keys of its own");
        }
        return new Section(YamlNode.Mapping.empty(place(key)), below(key), problems);
    }

    /** A list of mappings. */
    List<Section> sections(String key) {
        YamlNode node = value(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof YamlNode.Items items)) {
            problem(key, "must be a list");
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        for (YamlNode item : items.values()) {
            String place = below(key) + "[" + sections.size() + "]";
            if (item instanceof YamlNode.Mapping below) {
                sections.add(new Section(below, place, problems));
            } else {
                problems.add(item.place(), place, "must hold keys of its own");
            }
        }
        return sections;
    }

    /** Knows these keys, and refuses the ones that are there: they hang on another that is not. */
    void forbid(String why, String... keys) {
        for (String key : keys) {
            if (has(key)) {
                problem(key, why);
            }
        }
    }

    void problem(String key, String message) {
        problems.add(place(key), below(key), message);
    }

    /** Refuses what was never asked for; called when all has been read. */
    void end() {
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                problems.add(entry.place(), below(key), "is not known; known here: " + String.join(", ", known));
            }
        });
    }

    private @Nullable YamlNode value(String key) {
        known.add(key);
        problems.askedFor(below(key));
        YamlNode.Entry entry = mapping.entries().get(key);
        return entry == null || entry.value() instanceof YamlNode.Nothing ? null : entry.value();
    }

    private Place place(String key) {
        YamlNode.Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.place() : entry.place();
    }

    private String below(String key) {
        if (key.isEmpty()) {
            return path;
        }
        return path.isEmpty() ? key : path + "." + key;
    }
}
