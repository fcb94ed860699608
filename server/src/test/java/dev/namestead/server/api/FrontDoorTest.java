package dev.namestead.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.account.NewToken;
import dev.namestead.server.account.Scope;
import dev.namestead.server.api.TestApi.Reply;
import dev.namestead.server.api.http.Access;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.database.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The way of a request, over real HTTP: routes, credentials, bodies, and the envelope around everything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FrontDoorTest {
    @RegisterExtension
    final TestDatabase db = new TestDatabase();

    private TestApi api;

    @BeforeAll
    void start() {
        api = new TestApi(
                db.database(),
                List.of(
                        new Route("GET", "/open", Access.OPEN, call -> Answer.ok("open")),
                        new Route(
                                "GET",
                                "/client/v4/accounts/{account_id}/thing/{name}",
                                Access.READ,
                                call -> Answer.ok(call.parameter("name"))),
                        new Route(
                                "GET",
                                "/client/v4/accounts/{account_id}/thing/special",
                                Access.READ,
                                call -> Answer.ok("literal")),
                        new Route(
                                "GET",
                                "/client/v4/accounts/{account_id}/query",
                                Access.READ,
                                call -> Answer.ok(Map.of(
                                        "n", call.query().integer("n", 1, 50, 20),
                                        "list", call.query().list("list", 3),
                                        "async", call.prefer().respondAsync()))),
                        new Route(
                                "POST",
                                "/client/v4/accounts/{account_id}/thing",
                                Access.WRITE,
                                call -> Answer.of(
                                        201,
                                        Map.of(
                                                "text",
                                                        call.body()
                                                                .only("text", "flag", "years", "inner")
                                                                .requiredText("text"),
                                                "flag",
                                                        call.body()
                                                                .bool("flag", "Must be a boolean")
                                                                .orElse(false),
                                                "years",
                                                        call.body()
                                                                .integer("years", 1, 10)
                                                                .orElse(1),
                                                "inner",
                                                        call.body()
                                                                .object("inner")
                                                                .map(inner -> inner.toMap()
                                                                        .toString())
                                                                .orElse("")))),
                        new Route(
                                "POST",
                                "/sandbox/thing",
                                Access.LOCAL,
                                call -> Answer.ok(call.body().names())),
                        new Route("GET", "/bug", Access.OPEN, call -> {
                            throw new IllegalStateException("secret detail");
                        }),
                        new Route("GET", "/conflict", Access.OPEN, call -> {
                            throw new RefusedException(Refusal.UNAVAILABLE, "later");
                        })));
    }

    @AfterAll
    void stop() {
        api.close();
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
    void literalSegment_winsOverAParameter() {
        assertThat(api.getWithToken(api.path("/thing/special"))
                        .json()
                        .path("result")
                        .asString())
                .isEqualTo("literal");
    }

    @Test
    void request_withEmailAndKey_isAnswered() {
        String key = "144c9defac04969c7bfad8efaa8ea194";
        api.accounts.addUser(TestApi.OPERATOR, api.account, "User@example.com", key);

        assertThat(api.get(api.path("/thing/x"), "X-Auth-Email", "user@example.com", "X-Auth-Key", key)
                        .status())
                .isEqualTo(200);
        Reply other = api.get(api.path("/thing/x"), "X-Auth-Email", "other@example.com", "X-Auth-Key", key);
        assertThat(other.status()).isEqualTo(403);
    }

    @Test
    void noCredentials_areTwoErrors() {
        Reply reply = api.get(api.path("/thing/x"));

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.isEnvelope()).isTrue();
        assertThat(reply.json().path("errors").toString())
                .isEqualTo("[{\"code\":9106,\"message\":\"Missing X-Auth-Email header\"},"
                        + "{\"code\":9107,\"message\":\"Missing X-Auth-Key header\"}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "Bearer one two", "Bearer \"x\"", "x"})
    void unreadableAuthorization_is6003With6111(String value) {
        Reply reply = api.get(api.path("/thing/x"), "Authorization", value);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(6003);
        assertThat(reply.json().at("/errors/0/error_chain/0/code").asInt()).isEqualTo(6111);
        assertThat(reply.json().at("/errors/0/error_chain/0/message").asString())
                .isEqualTo("Invalid format for Authorization header");
    }

    @Test
    void unreadableKey_is6003With6103() {
        Reply reply = api.get(api.path("/thing/x"), "X-Auth-Email", "user@example.com", "X-Auth-Key", "short");

        assertThat(reply.code()).isEqualTo(6003);
        assertThat(reply.json().at("/errors/0/error_chain/0/code").asInt()).isEqualTo(6103);
    }

    @Test
    void unknownTokenAndForeignAccount_cannotBeToldApart() {
        var foreign = api.accounts.create(TestApi.OPERATOR, "foreign", 1);

        Reply unknown = api.get(api.path("/thing/x"), "Authorization", "Bearer nst_unknown");
        Reply notOurs = api.getWithToken("/client/v4/accounts/" + foreign + "/thing/x");
        Reply absent = api.getWithToken("/client/v4/accounts/" + "f".repeat(32) + "/thing/x");
        Reply malformed = api.getWithToken("/client/v4/accounts/me/thing/x");

        for (Reply reply : List.of(unknown, notOurs, absent, malformed)) {
            assertThat(reply.status()).isEqualTo(403);
            assertThat(reply.json()).isEqualTo(unknown.json());
        }
        assertThat(unknown.code()).isEqualTo(10000);
        assertThat(unknown.message()).isEqualTo("Authentication error");
    }

    @Test
    void readToken_cannotWrite() {
        String token = api.accounts
                .issueToken(TestApi.OPERATOR, NewToken.of(api.account, "reader", Scope.READ))
                .token();

        Reply read = api.get(api.path("/thing/x"), "Authorization", "Bearer " + token);
        Reply write = api.send(
                "POST",
                api.path("/thing"),
                "{\"text\":\"x\"}".getBytes(),
                "Authorization",
                "Bearer " + token,
                "Content-Type",
                "application/json");

        assertThat(read.status()).isEqualTo(200);
        assertThat(write.status()).isEqualTo(403);
        assertThat(write.isEnvelope()).isTrue();
        assertThat(write.code()).isEqualTo(10000);
    }

    @Test
    void revokedToken_isRefusedWithinASecond() {
        var token = api.accounts.issueToken(TestApi.OPERATOR, NewToken.of(api.account, "short-lived", Scope.READ));
        assertThat(api.get(api.path("/thing/x"), "Authorization", "Bearer " + token.token())
                        .status())
                .isEqualTo(200);

        assertThat(api.accounts.revokeToken(TestApi.OPERATOR, token.id())).isTrue();

        Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(1))
                .until(() -> api.get(api.path("/thing/x"), "Authorization", "Bearer " + token.token())
                                .status()
                        == 403);
        assertThat(api.accounts.revokeToken(TestApi.OPERATOR, token.id())).isFalse();
    }

    @Test
    void expiredToken_isRefused() {
        var token = api.accounts.issueToken(
                TestApi.OPERATOR,
                new NewToken(
                        Set.of(api.account),
                        Set.of(Scope.READ),
                        "old",
                        Instant.now().minusSeconds(1)));

        assertThat(api.get(api.path("/thing/x"), "Authorization", "Bearer " + token.token())
                        .status())
                .isEqualTo(403);
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
    @ValueSource(strings = {"DELETE", "BREW", "OPTIONS", "PUT"})
    void wrongMethod_is405AndTellsTheRightOnes(String method) {
        Reply reply = api.send(method, api.path("/thing/x"), null);

        assertThat(reply.status()).isEqualTo(405);
        assertThat(reply.header("Allow")).isEqualTo("GET");
        assertThat(reply.isEnvelope()).isTrue();
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

    @Test
    void query_isReadWithItsRules() {
        Reply good = api.getWithToken(
                api.path("/query?n=50&list=a,b&list=c&unknown=1"), "Prefer", "wait=5, Respond-Async; x=\"a,b\"");
        assertThat(good.json().path("result"))
                .isEqualTo(JsonMapper.shared().readTree("{\"n\":50,\"list\":[\"a\",\"b\",\"c\"],\"async\":true}"));
        for (String query : List.of(
                "n=0",
                "n=51",
                "n=-1",
                "n=ten",
                "n=1.5",
                "n=99999999999999999999",
                "n=1&n=2",
                "list=a,b,c,d",
                "n=%C3%28",
                "a=1&".repeat(200))) {
            Reply reply = api.getWithToken(api.path("/query?" + query));
            assertThat(reply.status()).as(query).isEqualTo(400);
            assertThat(reply.isEnvelope()).isTrue();
        }
        assertThat(api.getWithToken(api.path("/query?n="))
                        .json()
                        .at("/result/n")
                        .asInt())
                .isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wait=5",
                "\"respond-async\"",
                "x=\"respond-async, respond-async\"",
                "respond-asyncx",
                "\"",
                ",;=,"
            })
    void otherPreferences_areIgnored(String prefer) {
        assertThat(api.getWithToken(api.path("/query"), "Prefer", prefer)
                        .json()
                        .at("/result/async")
                        .asBoolean())
                .isFalse();
    }

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

    @Test
    void brokenHttp_isAnsweredInTheEnvelope() {
        String authorized = "Host: x\r\nAuthorization: Bearer " + api.token.token() + "\r\n";
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
        String body = "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
        assertThat(api.raw("POST /sandbox/thing HTTP/1.1\r\nHost: evil.example\r\n" + body))
                .contains("HTTP/1.1 403");
        assertThat(api.raw("POST /sandbox/thing HTTP/1.1\r\nHost: localhost:1\r\n" + body))
                .contains("HTTP/1.1 200");
        assertThat(api.raw("POST /sandbox/thing HTTP/1.1\r\nHost: Sandbox.test\r\n" + body))
                .contains("HTTP/1.1 200");
    }
}
