package dev.namestead.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.account.NewToken;
import dev.namestead.server.account.Scope;
import dev.namestead.server.api.TestApi.Reply;
import dev.namestead.server.api.http.Access;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.RateLimit;
import dev.namestead.server.api.http.Route;
import dev.namestead.server.database.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RateLimitTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @Test
    void callerOverTheLimit_isRefusedUntilTheWindowEnds_andOthersAreNot() {
        Route route = new Route("GET", "/client/v4/accounts/{account_id}/x", Access.READ, call -> Answer.ok("x"));
        RateLimit limit = new RateLimit(true, 3, Duration.ofHours(1));
        try (TestApi api = new TestApi(DB.database(), List.of(route), limit, Duration.ofMillis(100))) {
            for (int remaining = 2; remaining >= 0; remaining--) {
                Reply reply = api.getWithToken(api.path("/x"));
                assertThat(reply.status()).isEqualTo(200);
                assertThat(reply.header("Ratelimit")).startsWith("\"default\";r=" + remaining + ";t=3");
            }

            Reply refused = api.getWithToken(api.path("/x"));
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.isEnvelope()).isTrue();
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(3500, 3600);
            assertThat(refused.header("Ratelimit")).startsWith("\"default\";r=0");
            assertThat(refused.message()).contains("3 requests per 3600 seconds");

            String other = api.accounts
                    .issueToken(TestApi.OPERATOR, NewToken.of(api.account, "other", Scope.READ))
                    .token();
            assertThat(api.get(api.path("/x"), "Authorization", "Bearer " + other)
                            .status())
                    .isEqualTo(200);
        }
    }
}
