package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.proof.Figures;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code ./dev bench reads}: a registration read over HTTP, beside the least that the same stack can do. Both sides take turns, so that a busy
 * machine weighs on both alike. Its name keeps it out of the tests.
 */
class ReadBench {
    private static final int CONNECTIONS = 16;
    /** Turns are short, for a machine that is shared with others has slow spells of some seconds: they should meet both sides. */
    private static final Duration TURN = Duration.ofSeconds(3);
    /** Turns of each side until both are compiled, and turns that count. */
    private static final int WARM_UP = 12;

    private static final int TURNS = 15;
    /** What the yardstick shares with {@code ./namestead}: both sides run on the same kind of JVM. */
    private static final List<String> LAUNCHER_FLAGS = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

    /** In production, whose time nobody can move. */
    @Test
    void readingARegistration() throws Exception {
        var figures = Figures.of("Reads");
        Path directory = Workplace.directory("bench-bare");
        Path ready = directory.resolve("port");
        try (var site = new ProductionSite("bench-production");
                var server = site.serve(LAUNCHER_FLAGS);
                var bare = Program.startMain(
                        directory.resolve("bare.log"),
                        BareRead.class,
                        LAUNCHER_FLAGS,
                        directory.resolve("data").toString(),
                        ready.toString())) {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(ready));
            String account = site.operator("account", "create", "Ada Ltd");
            site.letRegister(account);
            var customer = new Customer(account, site.operator("token", "create", account), server.api());
            URI things = URI.create("http://127.0.0.1:" + Files.readString(ready) + "/things/");
            var rows = new ArrayList<URI>();
            var registrations = new ArrayList<URI>();
            for (int i = 1; i <= CONNECTIONS; i++) {
                String name = "read-" + i + ".com";
                customer.register(name).expect(201);
                registrations.add(server.origin().resolve("/client/v4" + customer.path("/registrations/" + name)));
                rows.add(things.resolve("thing-" + i));
            }
            var ratios = new ArrayList<Double>();
            double rate = 0;
            for (int turn = 0; turn < WARM_UP + TURNS; turn++) {
                var plain = LoadClient.load(rows, "none", TURN);
                var full = LoadClient.load(registrations, customer.token(), TURN);
                assertThat(plain.errors() + full.errors()).isZero();
                if (turn >= WARM_UP) {
                    ratios.add(full.perSecond() / plain.perSecond());
                    rate = Math.max(rate, full.perSecond());
                }
            }
            figures.atLeast("GET of one registration / bare one-row read", Bench.median(ratios), 0.8);
            figures.remark("at best %.0f registrations read a second".formatted(rate));
            figures.conclude();
        }
    }
}
