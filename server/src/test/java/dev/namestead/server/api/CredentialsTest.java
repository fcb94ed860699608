package dev.namestead.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.account.NewToken;
import dev.namestead.server.account.Scope;
import dev.namestead.server.api.TestApi.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may pass, over real HTTP. */
final class CredentialsTest {
    @RegisterExtension
    static final PractiseServer SERVER = new PractiseServer();

    private final TestApi api = SERVER.api();

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
}
