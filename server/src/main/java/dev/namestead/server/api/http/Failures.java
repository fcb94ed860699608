package dev.namestead.server.api.http;

import dev.namestead.api.ApiMessage;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.database.CommitUnknownException;
import dev.namestead.server.database.DatabaseUnavailableException;
import io.helidon.http.HttpException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/** From what was thrown to what is answered. Only what was written for the sender reaches the sender. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String RETRY_SECONDS = "1";

    private Failures() {}

    static Answer of(RuntimeException failure, String requestId) {
        return switch (failure) {
            case RefusedException refused -> refused(refused);
            case Problem problem -> problem.answer();
            case DatabaseUnavailableException _, TransientDataAccessException _, RecoverableDataAccessException _ ->
                unavailable(failure, "The database is out of reach for a moment; nothing was changed. Try again.");
            // Sending the same again is safe for every operation: a name, not a request, is what is done once.
            case CommitUnknownException _ ->
                unavailable(failure, "The database was lost while answering. Send the same request again.");
            case HttpException http
            when http.status().code() < 500 ->
                Answer.failure(
                        http.status().code(),
                        List.of(ApiMessage.of(Refusal.INVALID.code(), "The request cannot be read")));
            default -> unexpected(failure, requestId);
        };
    }

    private static Answer refused(RefusedException refused) {
        Refusal refusal = refused.refusal();
        Answer answer = Answer.failure(
                refusal.status(), List.of(ApiMessage.at(refusal.code(), refused.getMessage(), refused.pointer())));
        return switch (refusal.status()) {
            case 503 -> answer.with("Retry-After", RETRY_SECONDS);
            // The contract's clients send a 409 three times unless they are told not to.
            case 409 -> answer.with("X-Should-Retry", "false");
            default -> answer;
        };
    }

    private static Answer unavailable(RuntimeException failure, String message) {
        LOG.warn("answered 503: {}", failure.toString());
        return Answer.failure(503, List.of(ApiMessage.of(Refusal.UNAVAILABLE.code(), message)))
                .with("Retry-After", RETRY_SECONDS);
    }

    private static Answer unexpected(RuntimeException failure, String requestId) {
        LOG.error("answered 500", failure);
        return Answer.failure(
                500,
                List.of(ApiMessage.of(
                        Refusal.INVALID.code(), "Internal error. Quote request " + requestId + " to the operator.")));
    }
}
