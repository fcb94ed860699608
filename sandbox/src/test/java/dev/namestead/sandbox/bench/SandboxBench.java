package dev.namestead.sandbox.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.client.EppClient;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.transport.EppFrames;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import dev.namestead.proof.Figures;
import dev.namestead.sandbox.testing.Control;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./dev bench sandbox}: a registry of a million names in a process with one gigabyte of heap, over restarts, and how many checks
 * it answers over 16 sessions beside frames that are only sent back over the same TLS.
 */
class SandboxBench {
    private static final int NAMES = Integer.getInteger("namestead.bench.names", 1_000_000);
    private static final int SESSIONS = BenchServer.SESSIONS;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 5;
    private static final long ROUND_NANOS = 3_000_000_000L;
    private static final Pattern HEAP = Pattern.compile("used (\\d+)K");

    @TempDir
    Path directory;

    private Process server;
    private int echoPort;
    private Map<String, String> variables = Map.of();

    @Test
    void figures() throws Exception {
        var figures = Figures.of("Sandbox registries");
        Path registries = Files.createDirectories(directory.resolve("registries"));
        Path journal = registries.resolve("registry-thin.journal");
        MillionNames.write(journal, NAMES, 3);
        long before = Files.size(journal);
        double first = start();
        try (var watchdog = new Watchdog()) {
            figures.atLeast("names after a start that rewrites the journal", names(), NAMES);
            figures.atMost("journal rewritten, part of what it was", (double) Files.size(journal) / before, 0.5);
            stop();
            double second = start();
            figures.atLeast("names after the next start", names(), NAMES);
            figures.remark(
                    "starts with %d names: %.0f s with the rewriting, %.0f s without".formatted(NAMES, first, second));
            List<Double> checks = new ArrayList<>();
            List<Double> echoes = new ArrayList<>();
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                double echo = perSecond(this::echoes);
                double check = perSecond(() -> checks(watchdog));
                if (round >= 0) {
                    echoes.add(echo);
                    checks.add(check);
                }
            }
            figures.atLeast("checks a second over " + SESSIONS + " sessions", median(checks), 2_000);
            figures.remark("TLS echoes a second over as many sessions: %.0f; a check is %.2f of one"
                    .formatted(median(echoes), median(checks) / median(echoes)));
            figures.atMost("heap in use after a collection, MiB of 1024", heapMebibytes(), 1_024);
        } finally {
            stop();
        }
        figures.conclude();
    }

    private double start() throws Exception {
        long begun = System.nanoTime();
        server = new ProcessBuilder(
                        java("java"),
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BenchServer.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader out = server.inputReader();
        String line = out.readLine();
        while (line != null && !line.startsWith("ready")) {
            if (line.startsWith("echo ")) {
                echoPort = Integer.parseInt(line.substring(5));
            }
            line = out.readLine();
        }
        assertThat(line).as("the server is ready").isNotNull();
        variables = Files.readAllLines(directory.resolve("sandbox-registries.env")).stream()
                .map(each -> each.replaceFirst("^export ", "").split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1].replace("'", "")));
        return (System.nanoTime() - begun) / 1e9;
    }

    private void stop() throws InterruptedException {
        server.destroyForcibly();
        server.waitFor();
    }

    private static String java(String program) {
        return Path.of(System.getProperty("java.home"), "bin", program).toString();
    }

    private int names() {
        return new Control(variables.get("SANDBOX_CONTROL_URL"), variables.get("SANDBOX_CONTROL_TOKEN"))
                .get("/registries")
                .get("registries")
                .get(1)
                .get("domains")
                .asInt();
    }

    /** After a full collection, which the tool asks for. */
    private double heapMebibytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        Matcher used = HEAP.matcher(jcmd("GC.heap_info"));
        assertThat(used.find()).isTrue();
        return Long.parseLong(used.group(1)) / 1024.0;
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(java("jcmd"), Long.toString(server.pid()), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        jcmd.waitFor();
        return said;
    }

    /** One worker's turn; it prepares, then goes round until told to stop. */
    private interface Worker extends AutoCloseable {
        void round() throws Exception;
    }

    private static double perSecond(Callable<Worker> workers) throws Exception {
        var count = new AtomicLong();
        var ready = new CountDownLatch(SESSIONS);
        var go = new CountDownLatch(1);
        long[] start = new long[1];
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                running.add(threads.submit(() -> {
                    try (Worker worker = prepared(workers, ready)) {
                        go.await();
                        while (System.nanoTime() - start[0] < ROUND_NANOS) {
                            worker.round();
                            count.incrementAndGet();
                        }
                    }
                    return null;
                }));
            }
            ready.await();
            start[0] = System.nanoTime();
            go.countDown();
            for (Future<?> each : running) {
                each.get();
            }
            return count.get() / ((System.nanoTime() - start[0]) / 1e9);
        }
    }

    /** Also one that fails is waited for no longer. */
    private static Worker prepared(Callable<Worker> workers, CountDownLatch ready) throws Exception {
        try {
            Worker worker = workers.call();
            worker.round();
            return worker;
        } finally {
            ready.countDown();
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private TlsMaterial trust() throws Exception {
        return TlsMaterial.trusting(Files.readString(Path.of(variables.get("EPP_CA"))));
    }

    private Worker checks(Watchdog watchdog) throws Exception {
        var endpoint = EppEndpoint.of(
                variables.get("EPP_THIN_HOST"),
                Integer.parseInt(variables.get("EPP_THIN_PORT")),
                "localhost",
                trust().context());
        var client = new EppClient(endpoint, EppCodec.standard(), watchdog, FrameListener.NONE, Sandbox::newClTrid);
        var credentials = new EppCredentials(
                variables.get("EPP_THIN_USER"), variables.get("EPP_THIN_PASSWORD"), null, Registrar.OBJECTS, List.of());
        EppSession session = client.open(credentials, Sandbox.PATIENCE);
        var check = new DomainCommand.Check(List.of(MillionNames.name(NAMES / 2), "surely-free.com"));
        return new Worker() {
            @Override
            public void round() throws Exception {
                EppResponse answer = session.request(EppCommand.of(check, Sandbox.newClTrid()), Sandbox.PATIENCE);
                assertThat(answer.code()).isEqualTo(1000);
            }

            @Override
            public void close() {
                session.close();
            }
        };
    }

    private Worker echoes() throws Exception {
        var socket =
                (SSLSocket) trust().context().getSocketFactory().createSocket(variables.get("EPP_THIN_HOST"), echoPort);
        socket.setTcpNoDelay(true);
        byte[] frame = EppCodec.standard()
                .encode(EppCommand.of(
                        new DomainCommand.Check(List.of(MillionNames.name(NAMES / 2), "surely-free.com")), "bench-1"));
        return new Worker() {
            @Override
            public void round() throws IOException {
                EppFrames.write(socket.getOutputStream(), frame);
                EppFrames.read(socket.getInputStream(), 1 << 20).orElseThrow();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }
}
