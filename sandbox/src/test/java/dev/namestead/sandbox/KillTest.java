package dev.namestead.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.client.EppClient;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.client.NoAnswerException;
import dev.namestead.epp.client.NotSentException;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import dev.namestead.sandbox.testing.SandboxMain;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promise of the journal, with a process of its own: what was answered is there after a kill -9. */
class KillTest {
    private static final int ROUNDS = 2;
    private static final int SESSIONS = 8;
    private static final int SMALL_DISK_KIB = 40;
    private static final int ANSWERS_PER_ROUND = 200;

    @TempDir
    Path directory;

    private final Watchdog watchdog = new Watchdog();
    private Process child;

    @AfterEach
    void stop() {
        watchdog.close();
        if (child != null) {
            child.destroyForcibly();
        }
    }

    @Test
    void aKillAmidCreates_forgetsNothingThatWasAnswered() throws Exception {
        Map<String, Instant> answered = new ConcurrentHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            startChild();
            createUntilKilled(round, answered);
            assertThat(answered).hasSizeGreaterThanOrEqualTo((round + 1) * ANSWERS_PER_ROUND);
        }
        startChild();
        allAreThere(answered);
    }

    /** A limit on the size of files does what a full disk does: a write fails in the midst of a line. */
    @Test
    void aJournalThatCannotBeWritten_answersNothingMore_andKeepsWhatWasAnswered() throws Exception {
        Map<String, Instant> answered = new ConcurrentHashMap<>();
        startChild("bash", "-c", "ulimit -f " + SMALL_DISK_KIB + "; exec \"$@\"", "child");
        List<Integer> refusals = new ArrayList<>();
        try (EppSession session = open()) {
            for (int i = 0; session.isUsable(); i++) {
                String name = "full-" + i + ".com";
                EppResponse response = session.request(
                        EppCommand.of(Registrar.thinCreate(name), Sandbox.newClTrid()), Sandbox.PATIENCE);
                if (response.isSuccess()) {
                    answered.put(
                            name,
                            response.data(DomainData.Created.class)
                                    .orElseThrow()
                                    .createdAt());
                } else {
                    refusals.add(response.code());
                }
            }
        }
        assertThat(refusals).containsExactly(2500);
        assertThat(answered).isNotEmpty();
        child.destroyForcibly();
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
        startChild();
        allAreThere(answered);
    }

    private void allAreThere(Map<String, Instant> answered) throws Exception {
        try (EppSession session = open()) {
            for (var name : answered.entrySet()) {
                EppResponse info = session.request(
                        EppCommand.of(DomainCommand.Info.of(name.getKey()), Sandbox.newClTrid()), Sandbox.PATIENCE);
                assertThat(info.code()).as(name.getKey()).isEqualTo(1000);
                assertThat(info.data(DomainData.Info.class).orElseThrow().createdAt())
                        .isEqualTo(name.getValue());
            }
        }
    }

    private void startChild(String... shell) throws Exception {
        List<String> command = new ArrayList<>(List.of(shell));
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                SandboxMain.class.getName(),
                directory.toString()));
        child = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader out = child.inputReader();
        String line = out.readLine();
        while (line != null && !line.startsWith("ready")) {
            line = out.readLine();
        }
        assertThat(line).as("the child is ready").isNotNull();
    }

    private void createUntilKilled(int round, Map<String, Instant> answered) throws Exception {
        int enough = answered.size() + ANSWERS_PER_ROUND;
        List<Future<?>> workers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int worker = 0; worker < SESSIONS; worker++) {
                String prefix = "kill-" + round + "-" + worker + "-";
                EppSession session = open();
                workers.add(threads.submit(() -> createAll(session, prefix, answered, enough)));
            }
        }
        for (Future<?> worker : workers) {
            worker.get();
        }
        assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private void createAll(EppSession session, String prefix, Map<String, Instant> answered, int enough) {
        try (session) {
            for (int i = 0; session.isUsable(); i++) {
                String name = prefix + i + ".com";
                EppResponse response = session.request(
                        EppCommand.of(Registrar.thinCreate(name), Sandbox.newClTrid()), Sandbox.PATIENCE);
                answered.put(
                        name,
                        response.data(DomainData.Created.class).orElseThrow().createdAt());
                if (answered.size() >= enough) {
                    child.destroyForcibly(); // SIGKILL, while the other sessions are in the midst of theirs
                }
            }
        } catch (NoAnswerException | NotSentException e) {
            assertThat(answered).as("the child lives until it is killed").hasSizeGreaterThanOrEqualTo(enough);
        }
    }

    private EppSession open() throws Exception {
        Map<String, String> env = Files.readAllLines(directory.resolve("sandbox-registries.env")).stream()
                .map(line -> line.replaceFirst("^export ", "").split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        var endpoint = EppEndpoint.of(
                env.get("EPP_THIN_HOST"),
                Integer.parseInt(env.get("EPP_THIN_PORT")),
                "localhost",
                TlsMaterial.trusting(Files.readString(Path.of(env.get("EPP_CA"))))
                        .context());
        var client = new EppClient(endpoint, EppCodec.standard(), watchdog, FrameListener.NONE, Sandbox::newClTrid);
        return client.open(
                new EppCredentials(
                        env.get("EPP_THIN_USER"), env.get("EPP_THIN_PASSWORD"), null, Registrar.OBJECTS, List.of()),
                Sandbox.PATIENCE);
    }
}
