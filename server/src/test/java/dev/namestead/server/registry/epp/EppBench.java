package dev.namestead.server.registry.epp;

import com.sun.management.OperatingSystemMXBean;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.client.EppClient;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.testing.LoopbackRegistry;
import dev.namestead.epp.testing.TestCertificates;
import dev.namestead.epp.testing.TypicalFrames;
import dev.namestead.epp.transport.EppFrames;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import dev.namestead.proof.Figures;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.metrics.Metrics;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.epp.RegistrySettings.Pauses;
import dev.namestead.server.registry.epp.RegistrySettings.Sessions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./dev bench epp}: checks through adapter, pool and codec beside frames of the same sizes that are only sent to
 * and fro over the same TLS. Both talk to one server, which knows no EPP but finds the clTRID and sends prepared bytes.
 */
class EppBench {

    private static final int SESSIONS = 8;
    private static final int NAMES = 5;
    /** Until all is compiled: what is compiled late would count against whichever is measured then. */
    private static final int WARM_UP = 8;

    private static final int ROUNDS = 15;
    private static final Duration ROUND = Duration.ofSeconds(1);
    private static final String CL_TRID = "ABC-12345";
    private static final int VERB_WITHIN = 200;
    private static final int AFTER_CL_TRID = "</clTRID></command></epp>".length();

    private final EppCodec codec = EppCodec.standard();
    private final byte[] greeting = codec.encode(LoopbackRegistry.GREETING);
    private final Prepared done = prepared(EppResponse.of(EppResult.of(EppResultCode.SUCCESS), CL_TRID, "SV-1"));
    private final Prepared checked = prepared(TypicalFrames.checked(NAMES));

    /** An answer with a gap for the clTRID. */
    private record Prepared(byte[] before, byte[] after) {
        byte[] with(byte[] asked, int from, int to) {
            byte[] answer = Arrays.copyOf(before, before.length + to - from + after.length);
            System.arraycopy(asked, from, answer, before.length, to - from);
            System.arraycopy(after, 0, answer, before.length + to - from, after.length);
            return answer;
        }
    }

    private Prepared prepared(EppResponse response) {
        String[] parts = new String(codec.encode(response), StandardCharsets.UTF_8).split(CL_TRID, 2);
        return new Prepared(parts[0].getBytes(StandardCharsets.UTF_8), parts[1].getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void figures(@TempDir Path folder) throws Exception {
        TlsMaterial tls = TestCertificates.selfSigned(folder, "dns:localhost");
        var figures = Figures.of("EPP sessions");
        try (var server = (SSLServerSocket) tls.context()
                        .getServerSocketFactory()
                        .createServerSocket(0, 100, InetAddress.getLoopbackAddress());
                var watchdog = new Watchdog()) {
            Thread.ofVirtual().start(() -> accept(server));
            EppEndpoint endpoint = EppEndpoint.of("127.0.0.1", server.getLocalPort(), "localhost", tls.context());
            try (SessionPool pool = pool(endpoint, watchdog)) {
                EppRegistry registry = new EppRegistry(settings(endpoint), pool, unlimited(endpoint));
                List<Double> ratios = new ArrayList<>();
                List<Speed> checks = new ArrayList<>();
                List<Speed> echoes = new ArrayList<>();
                for (int round = -WARM_UP; round < ROUNDS; round++) {
                    Speed echo = speed(() -> echoes(endpoint));
                    Speed check = speed(() -> checks(registry));
                    if (round >= 0) {
                        echoes.add(echo);
                        checks.add(check);
                        ratios.add(check.perSecond() / echo.perSecond());
                    }
                }
                Speed check = median(checks);
                Speed echo = median(echoes);
                ratios.sort(null);
                figures.atLeast("checks through the pool, part of an echo", ratios.get(ROUNDS / 2), 0.5);
                figures.atLeast("commands a second", check.perSecond(), 100);
                figures.remark("%d sessions, %d names a check with fees: %.0f checks and %.0f echoes a second"
                        .formatted(SESSIONS, NAMES, check.perSecond(), echo.perSecond()));
                figures.remark("of processor time, both ends: %.0f microseconds a check, %.0f an echo"
                        .formatted(check.cpuMicros(), echo.cpuMicros()));
            }
        }
        figures.conclude();
    }

    /** One worker's turn: prepares, then goes round until told to stop. */
    private interface Worker {
        void round() throws Exception;
    }

    /** What a round showed; its processor time is that of the whole process, the answering end included. */
    private record Speed(double perSecond, double cpuMicros) {}

    private static Speed median(List<Speed> speeds) {
        return speeds.stream()
                .sorted(Comparator.comparingDouble(Speed::perSecond))
                .toList()
                .get(speeds.size() / 2);
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static Speed speed(Callable<Worker> workers) throws Exception {
        var count = new AtomicLong();
        var ready = new CountDownLatch(SESSIONS);
        long[] until = new long[1];
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                running.add(threads.submit(() -> {
                    Worker worker = workers.call();
                    worker.round();
                    ready.countDown();
                    go.await();
                    while (System.nanoTime() < until[0]) {
                        worker.round();
                        count.incrementAndGet();
                    }
                    return null;
                }));
            }
            ready.await();
            long cpu = cpuNanos();
            long start = System.nanoTime();
            until[0] = start + ROUND.toNanos();
            go.countDown();
            for (Future<?> each : running) {
                each.get();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Speed(count.get() / seconds, (cpuNanos() - cpu) / 1e3 / count.get());
        }
    }

    private Worker checks(EppRegistry registry) {
        List<DomainName> names = IntStream.range(0, NAMES)
                .mapToObj(i -> DomainName.of("a-name-to-check-" + i + ".example"))
                .toList();
        return () -> {
            if (!(registry.check(names, Duration.ofSeconds(10)) instanceof Completed)) {
                throw new IllegalStateException("a check that was not answered");
            }
        };
    }

    private Worker echoes(EppEndpoint endpoint) throws IOException {
        var socket = (SSLSocket) endpoint.tls().getSocketFactory().createSocket("127.0.0.1", endpoint.port());
        socket.setTcpNoDelay(true);
        read(socket);
        byte[] check = codec.encode(TypicalFrames.check(NAMES));
        return () -> {
            EppFrames.write(socket.getOutputStream(), check);
            read(socket);
        };
    }

    private static byte[] read(SSLSocket socket) throws IOException {
        return EppFrames.read(socket.getInputStream(), 1 << 20).orElseThrow();
    }

    private void accept(SSLServerSocket server) {
        while (!server.isClosed()) {
            try {
                var socket = (SSLSocket) server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // Closed: the bench is over.
            }
        }
    }

    private void serve(SSLSocket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            EppFrames.write(socket.getOutputStream(), greeting);
            while (true) {
                byte[] asked = read(socket);
                int to = asked.length - AFTER_CL_TRID;
                int from = to;
                while (asked[from - 1] != '>') {
                    from--;
                }
                var verb = new String(asked, 0, Math.min(asked.length, VERB_WITHIN), StandardCharsets.US_ASCII);
                Prepared answer = verb.contains("<check>") ? checked : done;
                EppFrames.write(socket.getOutputStream(), answer.with(asked, from, to));
            }
        } catch (IOException | java.util.NoSuchElementException e) {
            // The other end has finished.
        }
    }

    private static RegistrySettings settings(EppEndpoint endpoint) {
        var sessions = new Sessions(
                SESSIONS, 1000, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofHours(1), Integer.MAX_VALUE);
        return RegistrySettings.of("bench", endpoint, "ClientX", "foo-BAR2", false)
                .with(it -> it.sessions = sessions);
    }

    private static TokenBucket unlimited(EppEndpoint endpoint) {
        return new TokenBucket("bench", settings(endpoint).rate(), System::nanoTime);
    }

    private static SessionPool pool(EppEndpoint endpoint, Watchdog watchdog) {
        var client = new EppClient(
                endpoint, EppCodec.standard(), watchdog, new FrameJournal(InstantSource.system()), Ids::clTrid);
        var credentials = new EppCredentials(
                "ClientX", "foo-BAR2", null, List.of(EppNamespace.DOMAIN), List.of(EppNamespace.FEE));
        var circuit = new Circuit(Pauses.DEFAULT, System::nanoTime, () -> 1.0, Circuit.Watcher.NONE);
        var right = new SlotLease(Duration.ofHours(1), System::nanoTime);
        right.extended(System.nanoTime(), 0, SESSIONS);
        var pool = new SessionPool(
                settings(endpoint),
                (total, standing) -> client.open(credentials, total, standing),
                circuit,
                LoginGate.UNSHARED,
                right,
                () -> {},
                // Counting is a part of what a check costs.
                new Gauge("bench", new Metrics()));
        pool.allow(SESSIONS);
        return pool;
    }
}
