package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.client.EppClient;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The registries' own limit: what both of the sandbox answer another registrar, who asks what a check of the API asks them, fees included where
 * there are any, through as many sessions as the server may have.
 */
final class RegistryChecks {
    static final int NAMES = 20;
    private static final List<String> THIN = List.of("com", "net", "cc", "app", "dev");
    private static final List<String> THICK = List.of(
            "org", "xyz", "info", "cloud", "studio", "live", "link", "pro", "tech", "shop", "online", "site", "space",
            "io", "ai");
    /** The sandbox's limit for one registrar. */
    private static final int SESSIONS = 8;

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final List<Fee.Asked> PRICES =
            List.of(Fee.Asked.of("create", EppPeriod.years(1)), Fee.Asked.of("renew", EppPeriod.years(1)));

    private final Namestead server;
    private final AtomicInteger next;

    /** @param next makes each word new */
    RegistryChecks(Namestead server, AtomicInteger next) {
        this.server = server;
        this.next = next;
    }

    /** A word under the extensions of both registries. */
    static List<String> names(int word) {
        var names = new ArrayList<String>(under(THIN, word));
        names.addAll(under(THICK, word));
        return names;
    }

    private static List<String> under(List<String> extensions, int word) {
        return extensions.stream().map(each -> "checked-" + word + "." + each).toList();
    }

    /** So many times {@value #NAMES} names. */
    double perSecond(Duration duration) throws Exception {
        var done = new LongAdder();
        try (var watchdog = new Watchdog();
                var threads = Executors.newFixedThreadPool(SESSIONS)) {
            var running = new ArrayList<Future<?>>();
            var asking = new ArrayList<Asking>();
            for (int i = 0; i < SESSIONS; i++) {
                asking.add(new Asking(open("thin", watchdog), open("thick", watchdog)));
            }
            long end = System.nanoTime() + duration.toNanos();
            for (Asking each : asking) {
                running.add(threads.submit(() -> {
                    try (each) {
                        while (System.nanoTime() < end) {
                            each.ask(next.incrementAndGet());
                            done.increment();
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
        return done.sum() / (duration.toNanos() / 1e9);
    }

    /** One asker's session with each. */
    private record Asking(EppSession thin, EppSession thick) implements AutoCloseable {
        void ask(int word) throws Exception {
            ask(thin, under(THIN, word), word);
            ask(thick, under(THICK, word), word);
        }

        private static void ask(EppSession session, List<String> names, int word) throws Exception {
            var check = EppCommand.of(new DomainCommand.Check(names), "BENCH-" + word);
            var priced = FeeVersion.newest(session::supports)
                    .map(version ->
                            check.with(Fee.checks(version, names, null, PRICES).getFirst()))
                    .orElse(check);
            assertThat(session.request(priced, ANSWER).isSuccess()).isTrue();
        }

        @Override
        public void close() {
            thin.close();
            thick.close();
        }
    }

    private EppSession open(String registry, Watchdog watchdog) throws Exception {
        var client = new EppClient(
                endpoint(registry),
                EppCodec.standard(),
                watchdog,
                FrameListener.NONE,
                () -> "BENCH-" + next.incrementAndGet());
        var credentials = new EppCredentials(
                variable(registry, "OTHER_USER"),
                variable(registry, "OTHER_PASSWORD"),
                null,
                List.of(EppNamespace.DOMAIN),
                new ArrayList<>(FeeVersion.namespaces()));
        return client.open(credentials, ANSWER);
    }

    private EppEndpoint endpoint(String registry) throws Exception {
        String host = variable(registry, "HOST");
        return EppEndpoint.of(
                host,
                Integer.parseInt(variable(registry, "PORT")),
                host,
                TlsMaterial.trusting(Files.readString(Path.of(server.variable("EPP_CA"))))
                        .context());
    }

    private String variable(String registry, String name) {
        return server.variable("EPP_" + registry.toUpperCase(Locale.ROOT) + "_" + name);
    }
}
