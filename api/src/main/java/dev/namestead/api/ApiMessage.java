package dev.namestead.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error or a note in the envelope (seed: {@code errors[]}, {@code messages[]}).
 *
 * @param code at least 1000
 * @param errorChain the causes of a platform error, such as 6111 below 6003
 */
public record ApiMessage(
        int code,
        String message,
        @Nullable String documentationUrl,
        @Nullable Source source,
        @Nullable List<ApiMessage> errorChain) {

    /** @param pointer JSON pointer (RFC 6901) to the field at fault */
    public record Source(String pointer) {}

    public static ApiMessage of(int code, String message) {
        return new ApiMessage(code, message, null, null, null);
    }

    /** @param pointer JSON pointer to the field at fault; null where no field is */
    public static ApiMessage at(int code, String message, @Nullable String pointer) {
        return new ApiMessage(code, message, null, pointer == null ? null : new Source(pointer), null);
    }

    /** The same with the causes below it. */
    public ApiMessage causedBy(ApiMessage... causes) {
        return new ApiMessage(code, message, documentationUrl, source, List.of(causes));
    }
}
