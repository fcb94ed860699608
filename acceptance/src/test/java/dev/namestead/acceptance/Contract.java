package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The OpenAPI description (3.1, JSON Schema 2020-12) as judge of every answer that these tests see. */
final class Contract {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final String ID = "https://namestead.dev/openapi/registrar";
    /** Where the paths of the description begin. */
    private static final String BASE = "/client/v4";

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final List<Operation> operations;
    private final Map<String, Schema> compiled = new ConcurrentHashMap<>();
    private final Set<String> exercised = new ConcurrentSkipListSet<>();

    private record Operation(String method, String path, Pattern pattern, JsonNode node) {
        String name() {
            return method.toUpperCase(java.util.Locale.ROOT) + " " + path;
        }

        boolean fits(String requestMethod, String requestPath) {
            return method.equalsIgnoreCase(requestMethod)
                    && pattern.matcher(requestPath).matches();
        }
    }

    /** The project's own description; loaded once because compiling its schemas takes a second. */
    private static final class OfTheProject {
        static final Contract CONTRACT = new Contract(
                YAMLMapper.builder().build().readTree(Workplace.root().resolve("openapi/registrar.yaml")));
    }

    /** The description of the project: immutable but for the list of what was exercised. */
    static Contract ofTheProject() {
        return OfTheProject.CONTRACT;
    }

    Contract(JsonNode document) {
        this.document = document;
        this.operations = operations(document);
        this.schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(Map.of(ID, document.toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    private static List<Operation> operations(JsonNode document) {
        var found = new ArrayList<Operation>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(entry -> METHODS.contains(entry.getKey()))
                        .forEach(entry -> found.add(new Operation(
                                entry.getKey(), path.getKey(), pattern(path.getKey()), entry.getValue()))));
        // A path without parameters wins over one with: OpenAPI 3.1, "Paths Object".
        found.sort(Comparator.comparingLong(
                operation -> operation.path().chars().filter(c -> c == '{').count()));
        return found;
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(Stream.of(template.split("/", -1))
                .map(segment -> segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment))
                .collect(Collectors.joining("/")));
    }

    /** Fails unless the answer is one that the description allows for this request; paths outside of it need no description. */
    void hold(String method, String path, Answer answer) {
        hold(method, path, answer.status(), answer.header("Content-Type").orElse(""), answer.json(), answer.toString());
    }

    void hold(String method, String fullPath, int status, String contentType, JsonNode json, String shown) {
        assertThat(status)
                .as("No request may cause a server error: %s", shown)
                .satisfiesAnyOf(
                        code -> assertThat(code).isLessThan(500),
                        code -> assertThat(code).isEqualTo(503));
        Optional<Operation> operation = find(method, fullPath);
        if (operation.isEmpty()) {
            if (status >= 400 && fullPath.startsWith(BASE + "/")) {
                holdEnvelope(json, shown);
            }
            return;
        }
        JsonNode response = response(operation.get(), status)
                .orElseThrow(
                        () -> new AssertionError(operation.get().name() + " has no answer " + status + ": " + shown));
        exercised.add(operation.get().name());
        JsonNode content = response.at("/content");
        if (content.isMissingNode()) {
            return;
        }
        if (content.has("text/plain")) {
            assertThat(contentType).as("content type of %s", shown).startsWith("text/plain");
            return;
        }
        assertThat(contentType).as("content type of %s", shown).startsWith("application/json");
        var errors = schema(operation.get(), status).validate(json);
        assertThat(errors)
                .as("Not what the OpenAPI description says: %s", shown)
                .isEmpty();
        holdEnvelope(status, json, shown);
    }

    private Optional<Operation> find(String method, String anyPath) {
        // A world has the same paths below its own address.
        String fullPath = anyPath.replaceFirst("^/worlds/[^/]+/", "/");
        String path = fullPath.startsWith(BASE + "/") ? fullPath.substring(BASE.length()) : fullPath;
        return operations.stream()
                .filter(operation -> operation.fits(method, path))
                .findFirst();
    }

    /** The response for a status: exactly it, its class, or the default. */
    private static Optional<String> key(Operation operation, int status) {
        return Stream.of(Integer.toString(status), status / 100 + "XX", "default")
                .filter(operation.node().path("responses")::has)
                .findFirst();
    }

    private Optional<JsonNode> response(Operation operation, int status) {
        return key(operation, status)
                .map(key -> resolve(operation.node().path("responses").path(key)));
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asString().substring(1)) : node;
    }

    private Schema schema(Operation operation, int status) {
        String key = key(operation, status).orElseThrow();
        String at = "/paths/" + escape(operation.path()) + "/" + operation.method() + "/responses/" + key;
        JsonNode response = document.at(at);
        String base = response.has("$ref") ? response.path("$ref").asString().substring(1) : at;
        String pointer = base + "/content/application~1json/schema";
        return compiled.computeIfAbsent(pointer, p -> schemas.getSchema(SchemaLocation.of(ID + "#" + fragment(p))));
    }

    private static String escape(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }

    /** Braces of path templates may not stand in an IRI fragment. */
    private static String fragment(String pointer) {
        return pointer.replace("{", "%7B").replace("}", "%7D");
    }

    private static void holdEnvelope(int status, JsonNode json, String shown) {
        if (status >= 400) {
            holdEnvelope(json, shown);
        }
    }

    /** The failure form that all of the API shares, written here a second time on purpose. */
    private static void holdEnvelope(JsonNode json, String shown) {
        assertThat(json.isObject()).as("an envelope: %s", shown).isTrue();
        assertThat(json.propertyNames()).as(shown).contains("success", "errors", "messages", "result");
        assertThat(json.path("success").isBoolean()).as(shown).isTrue();
        assertThat(json.path("success").asBoolean()).as(shown).isFalse();
        assertThat(json.path("result").isNull()).as(shown).isTrue();
        assertThat(json.path("messages").isArray()).as(shown).isTrue();
        assertThat(json.path("errors").isArray()).as(shown).isTrue();
        assertThat(json.path("errors")).as(shown).isNotEmpty().allSatisfy(error -> {
            assertThat(error.path("code").isInt()).as(shown).isTrue();
            assertThat(error.path("code").asInt()).as(shown).isGreaterThanOrEqualTo(1000);
            assertThat(error.path("message").asString("")).as(shown).isNotBlank();
        });
    }

    /** Operations of the description that no request of this run has reached yet. */
    Set<String> notExercised() {
        return operations.stream()
                .map(Operation::name)
                .filter(name -> !exercised.contains(name))
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
