package dev.namestead.server.registry.epp;

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
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import dev.namestead.proof.Figures;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.epp.RegistrySettings.Pauses;
import dev.namestead.server.registry.epp.RegistrySettings.Sessions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final String CL_TRID = "ABC-12345";

    private final EppCodec codec = EppCodec.standard();
    private final byte[] greeting = codec.encode(LoopbackRegistry.GREETING);
    private final String done = text(EppResponse.of(EppResult.of(EppResultCode.SUCCESS), CL_TRID, "SV-1"));
    private final String checked = text(TypicalFrames.checked(NAMES));

    private String text(EppResponse response) {
        return new String(codec.encode(response), StandardCharsets.UTF_8);
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
                double rate = 0;
                double echo = 0;
                // What is compiled late would count against whichever is measured first.
                perSecond(() -> echoes(endpoint));
                perSecond(() -> checks(registry));
                for (int round = 0; round < ROUNDS; round++) {
                    echo = perSecond(() -> echoes(endpoint));
                    rate = perSecond(() -> checks(registry));
                    ratios.add(rate / echo);
                }
                ratios.sort(null);
                figures.atLeast("checks through the pool, part of an echo", ratios.get(ROUNDS / 2), 0.5);
                figures.atLeast("commands a second in the last round", rate, 100);
                figures.remark("%d sessions, %d names a check with fees: %.0f checks and %.0f echoes a second"
                        .formatted(SESSIONS, NAMES, rate, echo));
            }
        }
        figures.conclude();
    }

    /** One worker's turn: prepares, then goes round until told to stop. */
    private interface Worker {
        void round() throws Exception;
    }

    private static double perSecond(Callable<Worker> workers) throws Exception {
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
            long start = System.nanoTime();
            until[0] = start + ROUND.toNanos();
            go.countDown();
            for (Future<?> each : running) {
                each.get();
            }
            return count.get() * 1e9 / (System.nanoTime() - start);
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
                String asked = new String(read(socket), StandardCharsets.UTF_8);
                int at = asked.indexOf("<clTRID>") + 8;
                String clTrid = asked.substring(at, asked.indexOf('<', at));
                String answer = asked.contains("<check>") ? checked : done;
                EppFrames.write(
                        socket.getOutputStream(),
                        answer.replace(CL_TRID, clTrid).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException | java.util.NoSuchElementException e) {
            // The other end has finished.
        }
    }

    private static RegistrySettings settings(EppEndpoint endpoint) {
        var sessions = new Sessions(
                SESSIONS, 1000, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofHours(1), Integer.MAX_VALUE);
        return RegistrySettings.of("bench", endpoint, "ClientX", "foo-BAR2", false)
                .withSessions(sessions);
    }

    private static TokenBucket unlimited(EppEndpoint endpoint) {
        return new TokenBucket("bench", settings(endpoint).rate(), System::nanoTime);
    }

    private static SessionPool pool(EppEndpoint endpoint, Watchdog watchdog) {
        var client = new EppClient(endpoint, EppCodec.standard(), watchdog, FrameListener.NONE, Ids::clTrid);
        var credentials = new EppCredentials(
                "ClientX", "foo-BAR2", null, List.of(EppNamespace.DOMAIN), List.of(EppNamespace.FEE));
        var circuit = new Circuit(Pauses.DEFAULT, System::nanoTime, () -> 1.0, Circuit.Watcher.NONE);
        return new SessionPool(settings(endpoint), (total, _) -> client.open(credentials, total), circuit);
    }
}
