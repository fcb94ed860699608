package dev.namestead.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.api.TestApi.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From path and method to the route, over real HTTP. */
final class RoutingTest {
    @RegisterExtension
    static final PractiseServer SERVER = new PractiseServer();

    private final TestApi api = SERVER.api();

    @Test
    void literalSegment_winsOverAParameter() {
        assertThat(api.getWithToken(api.path("/thing/special"))
                        .json()
                        .path("result")
                        .asString())
                .isEqualTo("literal");
    }

    @Test
    void unknownRoute_is7003_alsoWithoutCredentials() {
        for (String path : List.of("/client/v4/nothing", api.path("/thing/x/"), "/", "//", "/client/v4/%2e%2e/open")) {
            Reply reply = api.get(path);
            assertThat(reply.status()).as(path).isEqualTo(404);
            assertThat(reply.code()).isEqualTo(7003);
            assertThat(reply.isEnvelope()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "BREW", "PUT", "POST"})
    void wrongMethod_is405AndTellsTheRightOnes(String method) {
        Reply reply = api.send(method, api.path("/thing/x"), null);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("GET, HEAD, OPTIONS");
        assertThat(reply.isEnvelope()).isTrue();
    }

    @Test
    void head_isAGetWithoutItsBody() {
        for (String path : List.of("/open", "/page", "/bug", "/nothing")) {
            Reply get = api.get(path);
            String head = api.raw("HEAD " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            int length = get.response().body().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            assertThat(head)
                    .as(path)
                    .startsWith("HTTP/1.1 " + get.status())
                    .containsIgnoringCase("\r\nContent-Length: " + length + "\r\n")
                    .containsIgnoringCase("\r\nContent-Type: " + get.header("Content-Type") + "\r\n")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void head_leavesTheConnectionToTheNextRequest() {
        String answers = api.raw("HEAD /open HTTP/1.1\r\nHost: x\r\n\r\n"
                + "GET /open HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answers.split("HTTP/1.1 200", -1)).hasSize(3);
        assertThat(answers).endsWith("\"result\":\"open\"}").containsOnlyOnce("\"result\"");
    }

    @Test
    void head_needsWhatAGetNeeds() {
        assertThat(api.send("HEAD", api.path("/thing/x"), null).status()).isEqualTo(400);
        assertThat(api.send("HEAD", api.path("/thing/x"), null, "Authorization", "Bearer " + api.token.token())
                        .status())
                .isEqualTo(200);
        assertThat(api.send("HEAD", api.path("/thing"), null).status()).isEqualTo(405);
    }

    @Test
    void options_areToldToAnybody() {
        assertOptions("/open", "GET, HEAD, OPTIONS");
        assertOptions(api.path("/thing/x"), "GET, HEAD, OPTIONS");
        assertOptions(api.path("/things"), "GET, HEAD, OPTIONS, POST");
        assertOptions("/sandbox/thing", "OPTIONS, POST");
        assertThat(api.send("OPTIONS", "/nothing", null).status()).isEqualTo(404);
        assertThat(api.raw("OPTIONS * HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 204")
                .containsIgnoringCase("\r\nAllow: GET, HEAD, OPTIONS, POST\r\n");
    }

    private void assertOptions(String path, String allowed) {
        Reply reply = api.send("OPTIONS", path, null, "Origin", "https://elsewhere.example");
        assertThat(reply.status()).as(path).isEqualTo(204);
        assertThat(reply.header("Allow")).isEqualTo(allowed);
        assertThat(reply.response().body()).isEmpty();
        // No page of another site may go on from here.
        assertThat(reply.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void encodedPath_isDecodedStrictly() {
        assertThat(api.getWithToken(api.path("/thing/a%2Fb"))
                        .json()
                        .path("result")
                        .asString())
                .isEqualTo("a/b");
        assertThat(api.getWithToken(api.path("/thing/%F0%9F%98%80"))
                        .json()
                        .path("result")
                        .asString())
                .isEqualTo("\uD83D\uDE00");
        for (String broken : List.of("%ff%fe", "%C3")) {
            Reply reply = api.getWithToken(api.path("/thing/" + broken));
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.isEnvelope()).isTrue();
        }
    }
}
