package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Starting, stopping, and starting again after the worst. */
class StartIT {

    @Test
    void readyServer_tellsWhereItIsInAFileForItsOwnerAlone() throws Exception {
        try (var server = Namestead.start("variables")) {
            assertThat(server.variables())
                    .containsEntry("REGISTRAR_ACCOUNT", Namestead.DEMO_ACCOUNT)
                    .containsEntry("CLOUDFLARE_ACCOUNT_ID", Namestead.DEMO_ACCOUNT)
                    .containsEntry("CLOUDFLARE_BASE_URL", server.variable("REGISTRAR_URL"))
                    .containsEntry(
                            "SANDBOX_URL", server.url().resolve("/sandbox").toString())
                    .containsEntry("CLOUDFLARE_API_TOKEN", server.variable("REGISTRAR_TOKEN"));
            assertThat(server.variable("REGISTRAR_URL"))
                    .startsWith("http://127.0.0.1:")
                    .endsWith("/client/v4");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(server.variablesFile())))
                    .isEqualTo("rw-------");
            // It is written line by line, and the file is there before.
            await().untilAsserted(() -> assertThat(server.program().logText())
                    .contains(
                            Namestead.DEMO_ACCOUNT,
                            server.variable("REGISTRAR_URL"),
                            server.variable("REGISTRAR_TOKEN")));
            server.demo().registration("example.com").expect(200);

            directoryInUse_isRefused(server);
            portInUse_isRefusedInOneLine(server);

            assertThat(server.program().interrupt())
                    .as("exit code after Ctrl-C")
                    .isZero();
        }
    }

    private static void directoryInUse_isRefused(Namestead server) {
        Path log = server.log().resolveSibling("second.log");
        var second =
                Program.run(log, "serve", "--port", "0", "--data", server.data().toString());

        assertThat(second.exitCode()).isNotZero();
        assertThat(second.output()).contains("in use").contains(server.data().toString());
        server.demo().registration("example.com").expect(200);
    }

    private static void portInUse_isRefusedInOneLine(Namestead server) {
        Path data = server.log().resolveSibling("third");
        var third = Program.run(
                data.resolveSibling("third.log"),
                "serve",
                "--port",
                "" + server.url().getPort(),
                "--data",
                data.toString());

        assertThat(third.exitCode()).isEqualTo(2);
        assertThat(third.output().strip())
                .isEqualTo("namestead: nobody can be served at 127.0.0.1:"
                        + server.url().getPort() + ": Address already in use");
    }

    @Test
    void killOfTheServerAlone_andOfEverything_leaveADirectoryThatStartsAgain() {
        try (var server = Namestead.start("killed")) {
            var customer = server.sandbox().customer();
            customer.register("kept.com").expect(201);

            server.kill();
            server.begin();
            holds(customer.at(server), "kept.com");
            customer.at(server).register("kept-more.xyz").expect(201);

            server.killEverything();
            server.begin();
            holds(customer.at(server), "kept.com");
            holds(customer.at(server), "kept-more.xyz");
        }
    }

    @Test
    void databaseThatDiesUnderTheServer_isStartedAgainWhileRequestsAreAnswered503() {
        try (var server = Namestead.start("database-killed")) {
            var customer = server.sandbox().customer();
            customer.register("survivor.com").expect(201);

            server.program().family().stream()
                    .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                    .forEach(ProcessHandle::destroyForcibly);

            // Whatever is answered meanwhile is 503 with the envelope: the judge of all answers sees to that.
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> customer.registration("survivor.com").status() == 200);
            customer.register("survivor.net").expect(201);
            holds(customer, "survivor.com");
        }
    }

    private static void holds(Customer customer, String name) {
        assertThat(customer.registration(name).expect(200).text("/status")).isEqualTo("active");
        assertThat(customer.check(name).text("/domains/0/reason")).isEqualTo("domain_unavailable");
        assertThat(customer.ledger().charges(name)).isEqualTo(1);
    }

    @Test
    void directoryThatOnlyItsOwnerReaches_serves() throws Exception {
        Path closed = Workplace.directory("closed");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        try (var server = Namestead.at(closed.resolve("data")).begin()) {
            server.demo().registration("example.com").expect(200);
        }
        assertThat(Files.getPosixFilePermissions(closed))
                .isEqualTo(Set.copyOf(PosixFilePermissions.fromString("rwx------")));
    }

    @Test
    void unknownCommandsAndOptions_areRefusedWithHelp() {
        Path log = Workplace.directory("usage").resolve("usage.log");
        for (String[] arguments : new String[][] {{"serv"}, {"serve", "--prot", "1"}, {"serve", "--port", "99999"}}) {
            var ended = Program.run(log, arguments);
            assertThat(ended.exitCode()).as(ended.output()).isNotZero();
            assertThat(ended.output()).containsIgnoringCase("usage");
        }
    }
}
