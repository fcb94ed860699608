package dev.namestead.server.api.http;

import dev.namestead.api.ApiMessage;
import dev.namestead.api.Envelope;
import dev.namestead.api.ResultInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer to a request, before it is bytes. */
public record Answer(int status, Map<String, String> headers, Payload payload) {

    /** What is in the body. */
    public sealed interface Payload {
        /** The contract's envelope. */
        record Wrapped(Envelope<?> envelope) implements Payload {}

        /** A page for people. */
        record Page(String html) implements Payload {}

        /** Only headers. */
        record None() implements Payload {}

        /** Text for programs, of that media type. */
        record Text(String type, String text) implements Payload {}
    }

    public static Answer ok(@Nullable Object result) {
        return of(200, result);
    }

    public static Answer of(int status, @Nullable Object result) {
        return success(status, result, null, List.of(), List.of());
    }

    /** A page of a list. */
    public static Answer list(List<?> items, ResultInfo info) {
        return success(200, items, info, List.of(), List.of());
    }

    public static Answer page(int status, String html) {
        return new Answer(status, Map.of(), new Payload.Page(html));
    }

    /** Nothing but headers. */
    public static Answer empty() {
        return new Answer(204, Map.of(), new Payload.None());
    }

    public static Answer text(String type, String text) {
        return new Answer(200, Map.of(), new Payload.Text(type, text));
    }

    public static Answer failure(int status, List<ApiMessage> errors) {
        return new Answer(status, Map.of(), new Payload.Wrapped(Envelope.failure(errors)));
    }

    /** The same with something that its receiver should know beside the result. */
    public Answer noting(ApiMessage message) {
        Envelope<?> envelope = wrapped();
        return success(status, envelope.result(), envelope.resultInfo(), envelope.errors(), List.of(message))
                .withAll(headers);
    }

    /** The same with what is missing from the result: a success in part. */
    public Answer lacking(List<ApiMessage> errors) {
        Envelope<?> envelope = wrapped();
        return success(status, envelope.result(), envelope.resultInfo(), errors, envelope.messages())
                .withAll(headers);
    }

    public Answer with(String header, String value) {
        return withAll(Map.of(header, value));
    }

    private Answer withAll(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, payload);
    }

    private Envelope<?> wrapped() {
        if (payload instanceof Payload.Wrapped(Envelope<?> envelope)) {
            return envelope;
        }
        throw new IllegalStateException("Nothing but JSON has an envelope");
    }

    private static Answer success(
            int status,
            @Nullable Object result,
            @Nullable ResultInfo info,
            List<ApiMessage> errors,
            List<ApiMessage> messages) {
        Envelope<@Nullable Object> envelope = new Envelope<>(true, errors, messages, result, info);
        return new Answer(status, Map.of(), new Payload.Wrapped(envelope));
    }
}
