package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Our own rules for {@code openapi/registrar.yaml}; the linter that knows the standard runs beside the official client. */
class DescriptionTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final Set<String> HEADERS = Set.of("X-Request-Id");

    private final JsonNode document =
            YAMLMapper.builder().build().readTree(Workplace.root().resolve("openapi/registrar.yaml"));

    private record Operation(String name, JsonNode path, JsonNode node) {}

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        document.path("paths")
                .forEachEntry((path, item) -> item.properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .forEach(entry ->
                                operations.add(new Operation(entry.getKey() + " " + path, item, entry.getValue()))));
        return operations;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    private static void walk(String at, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(at, node);
        node.properties().forEach(entry -> walk(at + "/" + entry.getKey(), entry.getValue(), visitor));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            walk(at + "/" + i, node.get(i), visitor);
        }
    }

    @Test
    void everyOperation_hasANameOfItsOwnAndOneKnownTag() {
        Set<String> tags = new HashSet<>();
        document.path("tags").forEach(tag -> tags.add(tag.path("name").asString()));
        Set<String> ids = new HashSet<>();
        assertThat(operations()).isNotEmpty().allSatisfy(operation -> {
            assertThat(operation.node().path("operationId").asString(""))
                    .as(operation.name())
                    .matches("[a-z][A-Za-z]+");
            assertThat(operation.node().path("summary").asString(""))
                    .as(operation.name())
                    .endsWith(".");
            assertThat(operation.node().path("tags")).as(operation.name()).hasSize(1);
            assertThat(tags).contains(operation.node().at("/tags/0").asString());
            assertThat(ids.add(operation.node().path("operationId").asString()))
                    .as(operation.name())
                    .isTrue();
        });
    }

    @Test
    void everyOperation_saysHowItIsRefused() {
        assertThat(operations()).allSatisfy(operation -> {
            JsonNode responses = operation.node().path("responses");
            boolean open = operation.node().path("security").isArray();
            Set<String> expected = open ? Set.of("400") : Set.of("400", "403", "429", "503");
            assertThat(responses.propertyNames()).as(operation.name()).containsAll(expected);
            boolean takesABody = operation.node().has("requestBody");
            assertThat(responses.has("413")).as(operation.name() + " 413").isEqualTo(takesABody);
            if (takesABody) {
                assertThat(responses.has("415")).as(operation.name() + " 415").isTrue();
            }
        });
    }

    @Test
    void everyAnswer_isAnEnvelopeWithARequestId() {
        assertThat(operations())
                .allSatisfy(operation -> operation.node().path("responses").forEachEntry((status, response) -> {
                    String name = operation.name() + " " + status;
                    JsonNode answer = resolved(response);
                    assertThat(answer.path("headers").propertyNames()).as(name).containsAll(HEADERS);
                    if (answer.path("content").has("text/plain")) {
                        return;
                    }
                    JsonNode schema = resolved(answer.at("/content/application~1json/schema"));
                    assertThat(schema.path("required").valueStream().map(JsonNode::asString))
                            .as(name)
                            .contains("success", "errors", "messages", "result");
                    boolean success = status.startsWith("2");
                    assertThat(schema.at("/properties/success/const").asBoolean())
                            .as(name)
                            .isEqualTo(success);
                }));
    }

    @Test
    void everyObject_decidesWhatElseItAllows() {
        List<String> undecided = new ArrayList<>();
        walk("", document.at("/components/schemas"), (at, node) -> {
            if (node.path("type").asString("").equals("object") && !node.has("additionalProperties")) {
                undecided.add(at);
            }
        });
        assertThat(undecided).isEmpty();
    }

    @Test
    void everyReference_leadsSomewhereAndEveryComponentIsUsed() {
        Set<String> used = new TreeSet<>();
        walk("", document, (at, node) -> {
            if (node.path("$ref").isString()) {
                String reference = node.path("$ref").asString();
                assertThat(document.at(reference.substring(1)).isMissingNode())
                        .as(at + " " + reference)
                        .isFalse();
                used.add(reference);
            }
        });
        List<String> unused = new ArrayList<>();
        document.path("components").forEachEntry((kind, components) -> {
            if (!kind.equals("securitySchemes")) {
                components.propertyNames().stream()
                        .map(name -> "#/components/" + kind + "/" + name)
                        .filter(reference -> !used.contains(reference))
                        .forEach(unused::add);
            }
        });
        assertThat(unused).isEmpty();
    }
}
