package dev.namestead.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.api.TestApi.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies, and what is no body, over real HTTP. */
final class BodyTest {
    @RegisterExtension
    static final PractiseServer SERVER = new PractiseServer();

    private final TestApi api = SERVER.api();

    @Test
    void body_isReadFieldByField() {
        Reply reply = api.post(api.path("/thing"), "{\"text\":\"x\",\"flag\":null,\"years\":3,\"inner\":{\"a\":[1]}}");

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.json().at("/result/years").asInt()).isEqualTo(3);
        assertThat(reply.json().at("/result/inner").asString()).isEqualTo("{a=[1]}");
    }

    @Test
    void fieldOfTheWrongKind_isNamed() {
        assertField("{}", "/text", "text is required");
        assertField("{\"text\":null}", "/text", "text is required");
        assertField("{\"text\":1}", "/text", "text must be a string");
        assertField("{\"text\":\"x\",\"flag\":\"yes\"}", "/flag", "Must be a boolean");
        assertField("{\"text\":\"x\",\"years\":1.5}", "/years", "years must be an integer from 1 to 10");
        assertField("{\"text\":\"x\",\"years\":1e2}", "/years", "years must be an integer from 1 to 10");
        assertField("{\"text\":\"x\",\"years\":2147483648}", "/years", "years must be an integer from 1 to 10");
        assertField("{\"text\":\"x\",\"inner\":[]}", "/inner", "inner must be an object");
        assertField(
                "{\"text\":\"x\",\"inner\":{\"a\":[\"\\u0000\"]}}",
                "/inner/a/0",
                "The text has NUL or half a surrogate pair");
        assertField("{\"text\":\"x\",\"a/b~c\":1}", "/a~1b~0c", "Unknown field a/b~c");
        assertThat(api.post(api.path("/thing"), "{\"text\":\"x\",\"\\udfff\":1}")
                        .status())
                .isEqualTo(400);
    }

    private void assertField(String body, String pointer, String message) {
        Reply reply = api.post(api.path("/thing"), body);
        assertThat(reply.status()).as(body).isEqualTo(400);
        assertThat(reply.isEnvelope()).isTrue();
        assertThat(reply.pointer()).isEqualTo(pointer);
        assertThat(reply.message()).isEqualTo(message);
    }

    @Test
    void hostileBody_isRefusedInTheEnvelope() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);
        for (String body : List.of(
                "",
                " ",
                "{",
                "{\"text\":",
                "{\"text\":\"x\"}{}",
                "{'text':1}",
                "[]",
                "null",
                "1",
                "\"x\"",
                "\u0000",
                "\uFEFF{}x",
                deep,
                "{\"text\":\"x\",\"inner\":" + deep + "}",
                "{\"text\":\"x\",\"text\":\"y\"}",
                "{\"text\":\"x\",\"years\":" + "9".repeat(5000) + "}",
                "{\"text\":\"x\",\"years\":1e999999999}",
                "{\"text\":NaN}")) {
            Reply reply = api.post(api.path("/thing"), body);
            assertThat(reply.status())
                    .as(() -> body.substring(0, Math.min(40, body.length())))
                    .isEqualTo(400);
            assertThat(reply.isEnvelope()).isTrue();
        }
        Reply notUtf8 = api.post(
                api.path("/thing"), new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}, "application/json");
        assertThat(notUtf8.status()).isEqualTo(400);
        Reply utf16 = api.post(
                api.path("/thing"),
                "{\"text\":\"x\"}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE),
                "application/json");
        assertThat(utf16.status()).isEqualTo(400);
    }

    @Test
    void bodyOfAnotherType_is415() {
        for (String type : List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/json; charset=utf-16",
                "json",
                "application/jsonx")) {
            Reply reply = api.post(api.path("/thing"), "{\"text\":\"x\"}".getBytes(), type);
            assertThat(reply.status()).as(type).isEqualTo(415);
            assertThat(reply.isEnvelope()).isTrue();
        }
        assertThat(api.post(api.path("/thing"), "{\"text\":\"x\"}".getBytes(), "application/json; charset=UTF-8")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void bodyTooLong_is413_andTheAnswerArrives() {
        byte[] body = ("{\"text\":\"" + "a".repeat(8 << 20) + "\"}").getBytes();
        for (int i = 0; i < 20; i++) {
            Reply reply = api.post(api.path("/thing"), body, "application/json");
            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.isEnvelope()).isTrue();
        }
    }

    @Test
    void bodyTooLong_inChunks_is413() {
        String head = "POST " + api.path("/thing") + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + api.token.token() + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";

        assertThat(api.raw(head + chunk.repeat(17) + "0\r\n\r\n"))
                .contains("HTTP/1.1 413")
                .contains("\"success\":false");
    }
}
