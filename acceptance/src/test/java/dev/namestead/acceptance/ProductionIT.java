package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.database.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private final Path data = directory.resolve("data");
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
                  default_name_servers: [ns1.ada.example, ns2.ada.example]
                """.formatted(mode, database.url(), database.user(), database.password()) + registriesOnly;
    }

    @AfterAll
    void stop() {
        registries.close();
        postgres.close();
    }

    /** A command of the operator's on this configuration, which must succeed; its last line. */
    private String operator(String group, String command, String... arguments) {
        var all = new ArrayList<>(List.of(group, command, "--config", config.toString(), "--data", data.toString()));
        all.addAll(List.of(arguments));
        var ended = Program.run(Workplace.directory("command").resolve("command.log"), all.toArray(String[]::new));
        assertThat(ended.exitCode()).as(ended.output()).isZero();
        return ended.output().lines().findFirst().orElse("");
    }

    @Test
    void operatorsAccountAndToken_openTheApiAndRegister() throws Exception {
        String account = operator("account", "create", "Ada Ltd");
        assertThat(account).matches("[0-9a-f]{32}");
        String token = operator("token", "create", account);

        try (var server = ProductionServer.start(config, data)) {
            var customer = new Customer(account, token, server.api());
            assertThat(customer.get("/registrations").expect(200).result()).isEmpty();
            assertThat(customer.check("production-free.com").expect(200).text("/domains/0/tier"))
                    .isEqualTo("standard");
            Answer refused = customer.create(
                            Contacts.create("production-free.com").toString())
                    .expect(400);
            assertThat(refused.message()).containsIgnoringCase("agreement");

            operator("account", "agree", account, "2026-01");
            operator(
                    "account",
                    "contact",
                    account,
                    "--name",
                    "Ada King",
                    "--email",
                    "ada@example.org",
                    "--phone",
                    "+44.2071234567",
                    "--street",
                    "12 St James's Square",
                    "--city",
                    "London",
                    "--postal-code",
                    "SW1Y 4JH",
                    "--country",
                    "GB");
            customer.register("production-free.com").expect(201);
            customer.register("production-free.xyz").expect(201);
            // Nothing happens by a name's end here: that is the sandbox's.
            customer.register("production-confirm.com").expect(201);
            assertThat(customer.ledger().charges("production-free.xyz")).isEqualTo(1);
            assertThat(registries.has("production-free.xyz")).isTrue();

            sandboxIsNotHere(server, token);
        }
    }

    private static void sandboxIsNotHere(ProductionServer server, String token) throws Exception {
        for (String path : List.of("/sandbox/clock", "/sandbox/mail", "/sandbox/outcomes")) {
            assertThat(server.statusOf(path)).as(path).isEqualTo(404);
        }
        new Customer(Namestead.DEMO_ACCOUNT, token, server.api())
                .get("/registrations")
                .expect(403);
        var documented = Api.emailAndKey("user@example.com", "144c9defac04969c7bfad8efaa8ea194");
        server.api()
                .with(documented)
                .get("/accounts/" + Namestead.DEMO_ACCOUNT + "/registrar/registrations")
                .expect(403);
    }

    @Test
    void databaseOfAnotherMode_isRefused() {
        operator("account", "list");
        var otherMode = Workplace.write(directory.resolve("sandbox.yaml"), settings("sandbox"));

        var refused = Program.run(
                directory.resolve("other-mode.log"),
                "serve",
                "--config",
                otherMode.toString(),
                "--data",
                directory.resolve("other-data").toString());

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("production").contains("sandbox").doesNotContain("\tat ");
    }
}
