package dev.namestead.server.extension;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A mapping of the catalog file while it is read: gives values, notes what is wrong together with its place, and knows in the end which
 * keys nobody asked for.
 */
final class CatalogEntry {
    private final JsonNode node;
    private final String place;
    private final CatalogProblems problems;
    private final Set<String> asked = new TreeSet<>();

    CatalogEntry(JsonNode node, String place, CatalogProblems problems) {
        this.node = node;
        this.place = place;
        if (node.isObject()) {
            this.problems = problems;
        } else {
            problems.add(place, node.isMissingNode() ? "is missing" : "must be a mapping");
            // One word on the whole is enough: what it lacks inside goes nowhere.
            this.problems = new CatalogProblems();
        }
    }

    CatalogEntry entry(String key) {
        return new CatalogEntry(value(key), at(key), problems);
    }

    String text(String key) {
        JsonNode value = value(key);
        if (value.isString()) {
            return value.stringValue();
        }
        problem(key, value.isMissingNode() ? "is missing" : "must be a text");
        return "";
    }

    int number(String key, int min, int max) {
        JsonNode value = value(key);
        if (value.isInt() && value.intValue() >= min && value.intValue() <= max) {
            return value.intValue();
        }
        problem(key, value.isMissingNode() ? "is missing" : "must be a whole number from " + min + " to " + max);
        return min;
    }

    boolean flag(String key) {
        JsonNode value = value(key);
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        problem(key, value.isMissingNode() ? "is missing" : "must be true or false");
        return false;
    }

    /** A decimal as it is written, in quotes or not; null where there is none. */
    @Nullable
    String decimal(String key) {
        JsonNode value = value(key);
        if (value.isNumber()) {
            return value.decimalValue().toPlainString();
        }
        if (value.isString()) {
            return value.stringValue();
        }
        problem(key, value.isMissingNode() ? "is missing" : "must be an amount such as 8.57");
        return null;
    }

    <E extends Enum<E>> E choice(String key, Class<E> type) {
        return choice(key, text(key), type);
    }

    List<String> texts(String key) {
        JsonNode value = value(key);
        List<String> texts = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(element -> texts.add(element.asString()));
        } else if (!value.isMissingNode()) {
            problem(key, "must be a list");
        }
        return texts;
    }

    <E extends Enum<E>> E choice(String key, String text, Class<E> type) {
        E[] constants = type.getEnumConstants();
        List<String> allowed = new ArrayList<>();
        for (E constant : constants) {
            String wire = constant.name().toLowerCase(Locale.ROOT);
            if (wire.equals(text)) {
                return constant;
            }
            allowed.add(wire);
        }
        if (!text.isEmpty()) {
            problem(key, "must be one of " + String.join(", ", allowed) + ", not " + text);
        }
        return constants[0];
    }

    List<String> keys() {
        List<String> keys = List.copyOf(node.propertyNames());
        asked.addAll(keys);
        return keys;
    }

    /** Notes every key that was not asked for: a misspelt one would otherwise be without effect and nobody would know. */
    void nothingElse() {
        for (String key : node.propertyNames()) {
            if (!asked.contains(key)) {
                problem(key, "is not known here");
            }
        }
    }

    void problem(String key, String what) {
        problems.add(at(key), what);
    }

    private JsonNode value(String key) {
        asked.add(key);
        JsonNode value = node.get(key);
        return value == null ? MissingNode.getInstance() : value;
    }

    private String at(String key) {
        return key.isEmpty() ? place : place.isEmpty() ? key : place + "." + key;
    }
}
