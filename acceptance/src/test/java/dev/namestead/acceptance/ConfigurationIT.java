package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A wrong configuration is told whole, and nothing is started with it. */
class ConfigurationIT {

    @Test
    void fiveMistakes_areAllToldWithTheirPlaceAndNothingStarts() {
        Path directory = Workplace.directory("mistakes");
        Path file = Workplace.write(directory.resolve("namestead.yaml"), """
                mode: sandbx
                http:
                  port: 99999
                  wait_windw: 10s
                registries:
                  - id: thick
                    user: registrar
                    password: hidden
                workflow:
                  lease: soon
                """);
        Path data = directory.resolve("data");

        var ended = Program.run(
                directory.resolve("serve.log"), "serve", "--config", file.toString(), "--data", data.toString());

        assertThat(ended.exitCode()).isNotZero();
        assertThat(ended.output())
                .contains(":1:1: mode:")
                .contains(":3:3: http.port:")
                .contains(":4:3: http.wait_windw:")
                .contains(":6:5: registries[0].host:")
                .contains(":10:3: workflow.lease:")
                .doesNotContain("hidden")
                .doesNotContain("Exception");
        assertThat(data).doesNotExist();
    }

    @Test
    void portThatIsTaken_isTold() throws IOException {
        Path directory = Workplace.directory("taken");
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            var ended = Program.run(
                    directory.resolve("serve.log"),
                    "serve",
                    "--port",
                    Integer.toString(taken.getLocalPort()),
                    "--data",
                    directory.resolve("data").toString());

            assertThat(ended.exitCode()).isNotZero();
            assertThat(ended.output())
                    .contains(Integer.toString(taken.getLocalPort()))
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void rateLimit_whereConfigured_isHeldWith429() {
        try (var server =
                Namestead.configured("limited", "http: {rate_limit: {enabled: true, requests: 5, window: 1m}}\n")) {
            var customer = server.sandbox().customer();
            for (int i = 0; i < 5; i++) {
                customer.get("/registrations").expect(200);
            }

            Answer refused = customer.get("/registrations").expect(429);

            assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                    .isBetween(1, 60);
            server.sandbox().customer().get("/registrations").expect(200);
        }
    }

    @Test
    void referenceFile_isAConfigurationThatStarts() throws IOException {
        Path reference = Workplace.root().resolve("server/src/main/resources/namestead-reference.yaml");
        try (var server = Namestead.configured("reference", Files.readString(reference))) {
            server.demo().registration("example.com").expect(200);
        }
    }
}
