package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The official npm client {@code cloudflare} against the server: a client that we did not write does not share our mistakes. The scripts are
 * in {@code acceptance/npm}; what they saw is held against the OpenAPI description as well.
 */
@OnSharedServer
class NpmClientIT {
    private static final Path SCRIPTS = Workplace.root().resolve("acceptance/npm");

    private final Namestead server;

    NpmClientIT(Namestead server) {
        this.server = server;
    }

    @Test
    void officialClient_worksByBaseUrlAlone() throws Exception {
        requireNode();
        install();
        Path exchanges = Files.createTempFile(server.data().getParent(), "exchanges", ".jsonl");
        var environment = Map.of(
                "CLOUDFLARE_BASE_URL", server.variable("CLOUDFLARE_BASE_URL"),
                "CLOUDFLARE_API_TOKEN", server.variable("CLOUDFLARE_API_TOKEN"),
                "CLOUDFLARE_ACCOUNT_ID", server.variable("CLOUDFLARE_ACCOUNT_ID"),
                "SANDBOX_URL", server.variable("SANDBOX_URL"),
                "EXCHANGES", exchanges.toString());

        Ended tests = run(environment, "node", "--test", "--test-reporter=spec");

        assertThat(tests.exitCode()).as(tests.output()).isZero();
        Files.readAllLines(exchanges).forEach(NpmClientIT::hold);
    }

    private static void hold(String line) {
        JsonNode exchange = Api.JSON.readTree(line);
        String contentType = exchange.path("contentType").asString();
        JsonNode body = contentType.startsWith("application/json")
                ? Api.JSON.readTree(exchange.path("body").asString())
                : MissingNode.getInstance();
        Contract.ofTheProject()
                .hold(
                        exchange.path("method").asString(),
                        URI.create(exchange.path("url").asString()).getPath(),
                        exchange.path("status").asInt(),
                        contentType,
                        body,
                        line);
    }

    private static void requireNode() throws Exception {
        boolean there = isThere("node") && isThere("npm");
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as("node and npm are needed where CI=true").isTrue();
        }
        Assumptions.assumeTrue(there, "SKIPPED: node and npm are missing, so the official client was not tried");
    }

    private static boolean isThere(String command) throws Exception {
        try {
            return run(Map.of(), command, "--version").exitCode() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** {@code npm ci}, unless what is installed is newer than the lock file. */
    private static void install() throws Exception {
        Path installed = SCRIPTS.resolve("node_modules/.package-lock.json");
        if (Files.exists(installed) && time(installed).compareTo(time(SCRIPTS.resolve("package-lock.json"))) >= 0) {
            return;
        }
        Ended install = run(Map.of(), "npm", "ci", "--no-audit", "--no-fund");
        assertThat(install.exitCode()).as(install.output()).isZero();
    }

    private static FileTime time(Path file) throws IOException {
        return Files.getLastModifiedTime(file);
    }

    private record Ended(int exitCode, String output) {}

    private static Ended run(Map<String, String> environment, String... command) throws Exception {
        Path output = Files.createTempFile("npm-client", ".log");
        try {
            var builder = new ProcessBuilder(List.of(command))
                    .directory(SCRIPTS.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(180, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
