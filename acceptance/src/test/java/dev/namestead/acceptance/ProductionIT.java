package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A production start: a database of one's own, registries of one's own, accounts and tokens from the command line. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductionIT {
    private ProductionSite site;

    @BeforeAll
    void startDatabaseAndRegistries() {
        site = new ProductionSite("production");
    }

    @AfterAll
    void stop() {
        site.close();
    }

    @Test
    void operatorsAccountAndToken_openTheApiAndRegister() throws Exception {
        String account = site.operator("account", "create", "Ada Ltd");
        assertThat(account).matches("[0-9a-f]{32}");
        String token = site.operator("token", "create", account);

        try (var server = site.serve(Program.FOR_SECONDS)) {
            var customer = new Customer(account, token, server.api());
            assertThat(customer.get("/registrations").expect(200).result()).isEmpty();
            assertThat(customer.check("production-free.com").expect(200).text("/domains/0/tier"))
                    .isEqualTo("standard");
            Answer refused = customer.create(
                            Contacts.create("production-free.com").toString())
                    .expect(400);
            assertThat(refused.message()).containsIgnoringCase("agreement");

            site.letRegister(account);
            customer.register("production-free.com").expect(201);
            customer.register("production-free.xyz").expect(201);
            // Nothing happens by a name's end here: that is the sandbox's.
            customer.register("production-confirm.com").expect(201);
            assertThat(customer.ledger().charges("production-free.xyz")).isEqualTo(1);
            assertThat(site.registries().has("production-free.xyz")).isTrue();

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
        site.operator("account", "list");
        var otherMode = Workplace.write(site.directory().resolve("sandbox.yaml"), site.settings("sandbox"));

        var refused = Program.run(
                site.directory().resolve("other-mode.log"),
                "serve",
                "--config",
                otherMode.toString(),
                "--data",
                site.directory().resolve("other-data").toString());

        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("production").contains("sandbox").doesNotContain("\tat ");
    }
}
