package dev.namestead.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.api.TestApi.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The envelope around everything, over real HTTP, and who stands before the door. */
final class FrontDoorTest {
    @RegisterExtension
    static final PractiseServer SERVER = new PractiseServer();

    private final TestApi api = SERVER.api();

    @Test
    void figures_areForThisMachineAndNobodyBehindAProxy() {
        assertThat(api.get("/figures").response().body()).isEqualTo("7\n");
        assertThat(api.get("/figures").header("Content-Type")).isEqualTo("text/plain");
        assertThat(api.raw("GET /figures HTTP/1.1\r\nHost: registrar.example\r\nConnection: close\r\n\r\n"))
                .contains(" 403 ");
        // The name under which the sandbox's controls may be called from elsewhere is no reason either.
        assertThat(api.raw("GET /figures HTTP/1.1\r\nHost: sandbox.test\r\nConnection: close\r\n\r\n"))
                .contains(" 403 ");
        for (String header : List.of("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP")) {
            assertThat(api.get("/figures", header, "192.0.2.7").status())
                    .as(header)
                    .isEqualTo(403);
        }
    }

    @Test
    void request_withAToken_isAnswered() {
        Reply reply = api.getWithToken(api.path("/thing/a%20b"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().toString())
                .isEqualTo("{\"success\":true,\"errors\":[],\"messages\":[],\"result\":\"a b\"}");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("X-Request-Id")).matches("[0-9a-f]{24}");
        assertThat(reply.header("Ratelimit")).isEqualTo("\"default\";r=1200;t=300");
        assertThat(reply.header("Ratelimit-Policy")).isEqualTo("\"default\";q=1200;w=300");
    }

    @Test
    void brokenHttp_isAnsweredInTheEnvelope() {
        String authorized = "Host: x\r\nAuthorization: Bearer " + api.token.token() + "\r\nConnection: close\r\n";
        Map<String, String> requests = Map.of(
                "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "414",
                "GET /open HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(40_000) + "\r\n\r\n",
                "400",
                "GET /open%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "400",
                "GET " + api.path("/query?n=%zz") + " HTTP/1.1\r\n" + authorized + "\r\n",
                "400",
                "GET /open HTTP/1.1\r\n\r\n",
                "400",
                "GET /o pen HTTP/1.1\r\nHost: x\r\n\r\n",
                "400",
                "\u0001\u0002\u0003 / HTTP/1.1\r\nHost: x\r\n\r\n",
                "400",
                "POST " + api.path("/thing") + " HTTP/1.1\r\n" + authorized
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
                "400",
                "POST " + api.path("/thing") + " HTTP/1.1\r\n" + authorized
                        + "Content-Type: application/json\r\nContent-Length: x\r\n\r\n{}",
                "400");
        requests.forEach((request, status) -> assertThat(api.raw(request))
                .as(() -> request.substring(0, Math.min(60, request.length())))
                .contains("HTTP/1.1 " + status)
                .contains("\"success\":false")
                .containsIgnoringCase("x-request-id"));
    }

    @Test
    void bug_isA500ThatTellsNothingButTheRequest() {
        Reply reply = api.get("/bug");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.isEnvelope()).isTrue();
        assertThat(reply.response().body()).doesNotContain("secret detail").contains(reply.header("X-Request-Id"));
    }

    @Test
    void aLineBreakInAHeader_isNotWritten() {
        Reply good = api.getWithToken(api.path("/header/here"));
        Reply bad = api.getWithToken(api.path("/header/here%0d%0aSet-Cookie:%20a=b"));

        assertThat(good.header("Location")).isEqualTo("here");
        assertThat(bad.status()).isEqualTo(500);
        assertThat(bad.isEnvelope()).isTrue();
        assertThat(bad.response().headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void unavailable_saysWhenToTryAgain() {
        Reply reply = api.get("/conflict");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void sandboxControl_answersLoopbackAndJsonOnly() {
        assertThat(api.send("POST", "/sandbox/thing", "{\"a\":1}".getBytes(), "Content-Type", "application/json")
                        .status())
                .isEqualTo(200);
        assertThat(api.send("POST", "/sandbox/thing", "{\"a\":1}".getBytes(), "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        String body = "Connection: close\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
        assertThat(api.raw("POST /sandbox/thing HTTP/1.1\r\nHost: evil.example\r\n" + body))
                .contains("HTTP/1.1 403");
        assertThat(api.raw("POST /sandbox/thing HTTP/1.1\r\nHost: localhost:1\r\n" + body))
                .contains("HTTP/1.1 200");
        assertThat(api.raw("POST /sandbox/thing HTTP/1.1\r\nHost: Sandbox.test\r\n" + body))
                .contains("HTTP/1.1 200");
    }
}
