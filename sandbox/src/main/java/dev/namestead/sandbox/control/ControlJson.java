package dev.namestead.sandbox.control;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the control address: unknown fields are refused, absent flags are false. */
final class ControlJson {
    private ControlJson() {}

    static JsonMapper mapper() {
        return JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
    }

    /** The body as that type; a 400 that says what is wrong otherwise. */
    static <T> T read(JsonMapper mapper, String body, Class<T> type) {
        try {
            JsonNode tree = mapper.readTree(body.isBlank() ? "{}" : body);
            if (!tree.isObject()) {
                throw new ControlProblem(400, "The body is a JSON object.");
            }
            return mapper.treeToValue(tree, type);
        } catch (DatabindException e) {
            throw new ControlProblem(400, reason(e), pointer(e));
        } catch (JacksonException e) {
            throw new ControlProblem(400, "The body is no JSON.");
        }
    }

    /** The rule that is broken, in the words of whoever has sent the body. */
    private static String reason(DatabindException e) {
        if (e.getCause() instanceof IllegalArgumentException rule) {
            return String.valueOf(rule.getMessage());
        }
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                "There is no field \"%s\". Fields are: %s."
                        .formatted(
                                unknown.getPropertyName(),
                                unknown.getKnownPropertyIds().stream()
                                        .map(String::valueOf)
                                        .sorted()
                                        .collect(Collectors.joining(", ")));
            case MismatchedInputException mismatch -> field(e) + " is " + kind(mismatch.getTargetType()) + ".";
            default -> field(e) + " is not understood.";
        };
    }

    private static String field(DatabindException e) {
        return e.getPath().isEmpty()
                ? "The body"
                : Objects.requireNonNullElse(e.getPath().getLast().getPropertyName(), "An element");
    }

    private static String kind(@Nullable Class<?> type) {
        if (type == null) {
            return "of another kind";
        }
        if (type == String.class || type.isEnum()) {
            return "a text";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == Double.class || type == BigDecimal.class) {
            return "a number";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a whole number of " + (type == Long.class ? 64 : 32) + " bits at most";
        }
        return Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    private static @Nullable String pointer(DatabindException e) {
        return e.getPath().isEmpty()
                ? null
                : e.getPath().stream()
                        .map(step -> "/" + Objects.requireNonNullElse(step.getPropertyName(), "" + step.getIndex()))
                        .collect(Collectors.joining());
    }
}
