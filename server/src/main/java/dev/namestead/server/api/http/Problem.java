package dev.namestead.server.api.http;

import dev.namestead.api.ApiMessage;
import java.util.List;
import java.util.Map;

/**
 * A refusal that the table of {@link dev.namestead.api.Refusal} cannot say: several errors, a chain of causes, or headers.
 */
final class Problem extends RuntimeException {
    private final int status;
    private final transient List<ApiMessage> errors;
    private final transient Map<String, String> headers;

    Problem(int status, List<ApiMessage> errors, Map<String, String> headers) {
        super(errors.getFirst().message(), null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
        this.headers = Map.copyOf(headers);
    }

    Problem(int status, ApiMessage... errors) {
        this(status, List.of(errors), Map.of());
    }

    Answer answer() {
        Answer answer = Answer.failure(status, errors);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }
}
