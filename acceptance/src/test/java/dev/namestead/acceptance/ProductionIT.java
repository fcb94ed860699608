package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.database.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A production start: a database of one's own, registries of one's own, accounts and tokens from the command line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path directory = Workplace.directory("production");
    private EmbeddedPostgres postgres;
    private Registries registries;
    private Path config;

    @BeforeAll
    void startDatabaseAndRegistries() {
        // Any PostgreSQL will do; this one is at hand.
        postgres = EmbeddedPostgres.start(directory.resolve("postgres"), EmbeddedPostgres.defaultCache());
        registries = Registries.start("production-registries");
        config = Workplace.write(directory.resolve("namestead.yaml"), settings("production"));
    }

    private String settings(String mode) {
        var database = postgres.settings(10, PATIENCE);
        String registriesOnly = registries.settings().replaceAll("(?s)sandbox:\\n.*", "");
        return """
                mode: %s
                database:
                  url: '%s'
                  user: %s
                  password: '%s'
                registration:
                  default_name_servers: [ns1.example.net, ns2.example.net]
                """.formatted(mode, database.url(), database.user(), database.password()) + registriesOnly;
    }

    @AfterAll
    void stop() {
        registries.close();
        postgres.close();
    }

    private Program.Finished namestead(String... arguments) {
        return Program.run(Workplace.directory("command").resolve("command.log"), arguments);
    }

    @Test
    void accountAndToken_fromTheCommandLine_openTheApi() throws Exception {
        Path data = directory.resolve("data");
        String[] where = {"--config", config.toString(), "--data", data.toString()};
        String account = lastLine(namestead("account", "create", where[0], where[1], where[2], where[3], "Ada Ltd"));
        assertThat(account).matches("[0-9a-f]{32}");
        var made = namestead("token", "create", where[0], where[1], where[2], where[3], account);
        assertThat(made.exitCode()).as(made.output()).isZero();
        String token = made.output().lines().findFirst().orElseThrow();

        try (var server = ProductionServer.start(config, data)) {
            var customer = new Customer(account, token, server.api());
            assertThat(customer.get("/registrations").expect(200).result()).isEmpty();
            assertThat(customer.check("production-free.com").expect(200).text("/domains/0/tier"))
                    .isEqualTo("standard");
            Answer refused = customer.create(
                            Contacts.create("production-free.com").toString())
                    .expect(400);
            assertThat(refused.message()).containsIgnoringCase("agreement");

            // What belongs to a sandbox is not here.
            for (String path : List.of("/sandbox/clock", "/sandbox/mail", "/sandbox/outcomes")) {
                assertThat(server.statusOf(path)).as(path).isEqualTo(404);
            }
            var demo = new Customer(Namestead.DEMO_ACCOUNT, token, server.api());
            demo.get("/registrations").expect(403);
        }

        var otherMode = Workplace.write(directory.resolve("sandbox.yaml"), settings("sandbox"));
        var refused = namestead("serve", "--config", otherMode.toString(), "--data", data.toString());
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("production").contains("sandbox").doesNotContain("\tat ");
    }

    private static String lastLine(Program.Finished ended) {
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return ended.output().strip().lines().reduce((a, b) -> b).orElse("");
    }
}
