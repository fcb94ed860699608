package dev.namestead.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

final class JsonTest {

    @Test
    void registration_isPrintedAsTheContractShowsIt() {
        RegistrationResource registration = new RegistrationResource(
                "example.com",
                RegistrationStatus.ACTIVE.wire(),
                Instant.parse("2025-01-15T10:00:00Z"),
                Instant.parse("2026-01-15T10:00:00Z"),
                true,
                "redaction",
                true);

        assertThat(tree(Envelope.success(registration))).isEqualTo(parsed("""
                {
                  "errors": [],
                  "messages": [],
                  "result": {
                    "auto_renew": true,
                    "created_at": "2025-01-15T10:00:00Z",
                    "domain_name": "example.com",
                    "expires_at": "2026-01-15T10:00:00Z",
                    "locked": true,
                    "privacy_mode": "redaction",
                    "status": "active"
                  },
                  "success": true
                }
                """));
    }

    @Test
    void pendingRegistration_saysThatItsExpiryIsNull() {
        Instant now = Instant.parse("2025-01-15T10:00:00.123456789Z");
        String json = Json.mapper()
                .writeValueAsString(
                        new RegistrationResource("a.com", "registration_pending", now, null, false, "off", false));

        assertThat(json).contains("\"expires_at\":null").contains("\"created_at\":\"2025-01-15T10:00:00.123Z\"");
    }

    @Test
    void failure_hasAllFourKeysAndTheLiteralNull() {
        Envelope<?> failure =
                Envelope.failure(List.of(ApiMessage.at(10000, "domain_name is required", "/domain_name")));

        assertThat(tree(failure)).isEqualTo(parsed("""
                {
                  "success": false,
                  "errors": [
                    {"code": 10000, "message": "domain_name is required", "source": {"pointer": "/domain_name"}}
                  ],
                  "messages": [],
                  "result": null
                }
                """));
    }

    @Test
    void record_isReadBackAsItWasWritten() {
        Instant now = Instant.parse("2025-01-15T10:00:00Z");
        WorkflowStatusResource workflow = new WorkflowStatusResource(
                "failed",
                true,
                now,
                now,
                new WorkflowStatusResource.Links("/self", "/resource"),
                Map.of("domain_name", "a.com"),
                new WorkflowStatusResource.Failure("registry_rejected", "no"));

        byte[] json = Json.mapper().writeValueAsBytes(workflow);

        assertThat(Json.mapper().readValue(json, WorkflowStatusResource.class)).isEqualTo(workflow);
    }

    @Test
    void duplicateKeys_areRefused() {
        assertThatThrownBy(() -> parsed("{\"a\":1,\"a\":2}")).isInstanceOf(JacksonException.class);
    }

    @Test
    void nestingBeyondTheLimit_isRefused() {
        String deep = "[".repeat(Json.MAX_DEPTH + 1) + "]".repeat(Json.MAX_DEPTH + 1);

        assertThatThrownBy(() -> parsed(deep)).isInstanceOf(JacksonException.class);
    }

    private static Object tree(Object value) {
        return parsed(Json.mapper().writeValueAsString(value));
    }

    private static Object parsed(String json) {
        return Json.mapper().readTree(json);
    }
}
