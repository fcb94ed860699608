package dev.namestead.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server refused a request. Quote the request id when asking its operator. */
public final class ApiException extends RuntimeException {
    private final int status;
    private final transient List<ApiMessage> errors;
    private final @Nullable String requestId;

    ApiException(int status, List<ApiMessage> errors, @Nullable String requestId) {
        super(text(status, errors, requestId));
        this.status = status;
        this.errors = List.copyOf(errors);
        this.requestId = requestId;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The first error's code; 0 where the answer was not in the contract's form. */
    public int code() {
        return errors.isEmpty() ? 0 : errors.getFirst().code();
    }

    public List<ApiMessage> errors() {
        return errors;
    }

    /** The answer's {@code X-Request-Id}. */
    public @Nullable String requestId() {
        return requestId;
    }

    private static String text(int status, List<ApiMessage> errors, @Nullable String requestId) {
        String what = errors.isEmpty()
                ? "no readable answer"
                : errors.getFirst().code() + " " + errors.getFirst().message();
        return "HTTP " + status + ": " + what + (requestId == null ? "" : " (request " + requestId + ")");
    }
}
