package dev.namestead.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.api.TestApi.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Query strings and preferences, over real HTTP. */
final class QueryTest {
    @RegisterExtension
    static final PractiseServer SERVER = new PractiseServer();

    private final TestApi api = SERVER.api();

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
}
