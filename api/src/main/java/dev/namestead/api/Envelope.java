package dev.namestead.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every answer is wrapped in: all four keys always, {@code result} null on failure, {@code result_info} on lists only.
 */
public record Envelope<T extends @Nullable Object>(
        boolean success,
        List<ApiMessage> errors,
        List<ApiMessage> messages,
        @JsonInclude(JsonInclude.Include.ALWAYS) T result,
        @Nullable ResultInfo resultInfo) {

    public static <T> Envelope<T> success(T result) {
        return new Envelope<>(true, List.of(), List.of(), result, null);
    }

    public static Envelope<@Nullable Object> failure(List<ApiMessage> errors) {
        return new Envelope<>(false, errors, List.of(), null, null);
    }
}
