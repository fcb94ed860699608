package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** One answer of the API, already held against the OpenAPI description. */
record Answer(String request, HttpResponse<String> http, JsonNode json) {

    int status() {
        return http.statusCode();
    }

    Optional<String> header(String name) {
        return http.headers().firstValue(name);
    }

    JsonNode result() {
        return json.path("result");
    }

    /** The field of the result at a JSON pointer, as text; empty when it is absent. */
    String text(String pointer) {
        return result().at(pointer).asString("");
    }

    List<Integer> errorCodes() {
        return errors().stream().map(error -> error.path("code").asInt()).toList();
    }

    List<JsonNode> errors() {
        return StreamSupport.stream(json.path("errors").spliterator(), false).toList();
    }

    /** The first error's message; empty when there is none. */
    String message() {
        return json.at("/errors/0/message").asString("");
    }

    String pointer() {
        return json.at("/errors/0/source/pointer").asString("");
    }

    String state() {
        return text("/state");
    }

    Answer expect(int status) {
        assertThat(status()).as(this::toString).isEqualTo(status);
        return this;
    }

    @Override
    public String toString() {
        String body = http.body();
        return request + " -> " + status() + " " + (body.length() > 2_000 ? body.substring(0, 2_000) + "…" : body);
    }
}
