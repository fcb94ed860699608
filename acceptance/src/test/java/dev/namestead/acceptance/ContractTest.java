package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The judge itself: it must be able to say no. */
class ContractTest {
    private static final String DESCRIPTION = """
            openapi: 3.1.0
            paths:
              /accounts/{account_id}/things:
                get:
                  responses:
                    '200':
                      content:
                        application/json:
                          schema: {$ref: '#/components/schemas/Thing'}
                    4XX: {$ref: '#/components/responses/Failure'}
              /accounts/{account_id}/things/new:
                get:
                  responses:
                    '204': {description: nothing}
            components:
              responses:
                Failure:
                  content:
                    application/json:
                      schema: {type: object, required: [success]}
              schemas:
                Thing:
                  type: object
                  required: [when]
                  properties:
                    when: {type: string, format: date-time}
                    next: {$ref: '#/components/schemas/Thing'}
            """;
    private static final String REFUSAL =
            "{\"success\":false,\"errors\":[{\"code\":10000,\"message\":\"no\"}],\"messages\":[],\"result\":null}";

    private final Contract contract = new Contract(YAMLMapper.builder().build().readTree(DESCRIPTION));

    private void hold(String path, int status, String body) {
        contract.hold("GET", path, status, "application/json", Api.JSON.readTree(body), body);
    }

    @Test
    void answerThatFits_passes() {
        hold("/client/v4/accounts/1/things", 200, "{\"when\":\"2026-01-01T00:00:00Z\"}");
        hold("/client/v4/accounts/1/things", 404, REFUSAL);
        hold("/client/v4/accounts/1/things/new", 204, "null");
        assertThat(contract.notExercised()).isEmpty();
    }

    @Test
    void answerThatDoesNotFit_isRefused() {
        String things = "/client/v4/accounts/1/things";
        assertThatThrownBy(() -> hold(things, 200, "{}")).hasMessageContaining("when");
        assertThatThrownBy(() -> hold(things, 200, "{\"when\":\"yesterday\"}")).hasMessageContaining("date-time");
        assertThatThrownBy(() -> hold(things, 200, "{\"when\":\"2026-01-01T00:00:00Z\",\"next\":{}}"))
                .hasMessageContaining("when");
        assertThatThrownBy(() -> hold(things, 202, "{}")).hasMessageContaining("202");
        assertThatThrownBy(() -> hold(things, 404, "{\"success\":false}")).isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> hold(things, 500, REFUSAL)).hasMessageContaining("server error");
        assertThatThrownBy(() -> hold("/client/v4/elsewhere", 404, "{}")).isInstanceOf(AssertionError.class);
    }

    @Test
    void operationsThatNobodyUsed_areNamed() {
        assertThat(contract.notExercised())
                .containsExactly("GET /accounts/{account_id}/things", "GET /accounts/{account_id}/things/new");
    }
}
