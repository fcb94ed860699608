package dev.namestead.sandbox.control;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
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
        } catch (JacksonException e) {
            Throwable cause = e.getCause();
            String reason = cause instanceof IllegalArgumentException ? cause.getMessage() : e.getOriginalMessage();
            throw new ControlProblem(400, String.valueOf(reason));
        }
    }
}
