package dev.namestead.server.api.http;

import dev.namestead.api.Json;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object from outside, read field by field. Each fault names field and rule and carries the JSON pointer (RFC 6901) to it.
 * A field that is null counts as absent.
 */
public final class JsonObject {
    private final JsonNode node;
    private final String pointer;

    JsonObject(JsonNode node, String pointer) {
        this.node = node;
        this.pointer = pointer;
    }

    /** The pointer to this object; empty for the whole body. */
    public String pointer() {
        return pointer;
    }

    /** Refuses what no field of this object is called: a billable call must not ignore what its sender meant. */
    public JsonObject only(String... known) {
        Set<String> names = Set.of(known);
        for (String name : node.propertyNames()) {
            if (!names.contains(name)) {
                throw refused("Unknown field " + shown(name), at(name));
            }
        }
        return this;
    }

    public boolean has(String field) {
        return present(field) != null;
    }

    /** The pointer to a field. */
    public String at(String field) {
        return pointer + "/" + field.replace("~", "~0").replace("/", "~1");
    }

    public String requiredText(String field) {
        return text(field).orElseThrow(() -> missing(field));
    }

    public Optional<String> text(String field) {
        JsonNode value = present(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isString()) {
            throw refused(field + " must be a string", at(field));
        }
        return Optional.of(value.stringValue());
    }

    /** @param message the contract's own words for this field */
    public Optional<Boolean> bool(String field, String message) {
        JsonNode value = present(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw refused(message, at(field));
        }
        return Optional.of(value.booleanValue());
    }

    /** A whole number; a range that depends on more than the field is checked by the feature. */
    public Optional<Integer> integer(String field, int least, int most) {
        JsonNode value = present(field);
        if (value == null) {
            return Optional.empty();
        }
        boolean fits = value.isIntegralNumber() && value.canConvertToInt();
        if (!fits || value.intValue() < least || value.intValue() > most) {
            throw refused(field + " must be an integer from " + least + " to " + most, at(field));
        }
        return Optional.of(value.intValue());
    }

    public JsonObject requiredObject(String field) {
        return object(field).orElseThrow(() -> missing(field));
    }

    public Optional<JsonObject> object(String field) {
        JsonNode value = present(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isObject()) {
            throw refused(field + " must be an object", at(field));
        }
        return Optional.of(new JsonObject(value, at(field)));
    }

    /** A list of strings; empty where the field is absent. Its length is checked by the caller. */
    public List<String> texts(String field) {
        JsonNode value = present(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw refused(field + " must be an array", at(field));
        }
        List<String> texts = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            if (!value.get(i).isString()) {
                throw refused(field + " must contain strings only", at(field) + "/" + i);
            }
            texts.add(value.get(i).stringValue());
        }
        return texts;
    }

    /**
     * The whole object as maps, lists, texts and numbers, once nothing in it is what a database cannot keep: NUL, half a surrogate pair,
     * or a number beyond all bounds.
     */
    public Map<String, Object> toMap() {
        requireStorable(node, pointer);
        return Json.mapper().convertValue(node, new TypeReference<>() {});
    }

    /** The names of the fields that are there, in the order in which they were sent. */
    public List<String> names() {
        return List.copyOf(node.propertyNames());
    }

    private static void requireStorable(JsonNode node, String pointer) {
        if (node.isString() && !isStorable(node.stringValue())) {
            throw refused("The text has NUL or half a surrogate pair", pointer);
        }
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            throw refused("The number is out of range", pointer);
        }
        for (String name : node.propertyNames()) {
            if (!isStorable(name)) {
                throw refused("A field's name has NUL or half a surrogate pair", pointer);
            }
            requireStorable(node.get(name), pointer + "/" + name);
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            requireStorable(node.get(i), pointer + "/" + i);
        }
    }

    private static boolean isStorable(String text) {
        return text.codePoints().noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }

    private @Nullable JsonNode present(String field) {
        JsonNode value = node.get(field);
        return value == null || value.isNull() ? null : value;
    }

    private RefusedException missing(String field) {
        return refused(field + " is required", at(field));
    }

    private static RefusedException refused(String message, String pointer) {
        return new RefusedException(Refusal.INVALID, message, clean(pointer));
    }

    private static String shown(String name) {
        String clean = clean(name);
        return clean.length() > 60 ? clean.substring(0, 60) + "…" : clean;
    }

    /** What the sender wrote comes back to the sender: as text that every JSON reader takes. */
    private static String clean(String text) {
        return text.codePoints()
                .limit(300)
                .mapToObj(
                        point -> Character.getType(point) == Character.SURROGATE ? "\uFFFD" : Character.toString(point))
                .collect(Collectors.joining());
    }
}
