package dev.namestead.sandbox.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that is written anew while it is in use: what was on disk is on disk, whenever the process dies. */
class RunningCompactionTest {
    private static final int KILLS = 4;

    @TempDir
    Path directory;

    private Path file;
    private Path beside;
    private Process child;

    @BeforeEach
    void name() {
        file = directory.resolve("slips.journal");
        beside = directory.resolve("slips.journal.new");
    }

    @AfterEach
    void stop() {
        if (child != null) {
            child.destroyForcibly();
        }
    }

    @Test
    void aJournalInUse_isShrunk_andKnowsWhatItKnew() throws IOException {
        try (Slips slips = Slips.open(file)) {
            for (int value = 1; value <= 700; value++) {
                slips.writeAll(20, value);
            }
            await().atMost(Duration.ofMinutes(1)).until(() -> lines() < 600);
            slips.writeAll(20, 701);
        }
        assertThat(beside).doesNotExist();
        assertThat(lines()).isLessThan(600);
        try (Slips again = Slips.open(file)) {
            assertThat(again.values())
                    .hasSize(20)
                    .allSatisfy((_, value) -> assertThat(value).isEqualTo(701));
        }
    }

    private long lines() throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.count();
        }
    }

    /** Killed while the new file grows, while it takes the old one's place, and after that. */
    @Test
    void aKillAmidTheRewriting_forgetsNothingThatWasOnDisk() throws Exception {
        RandomGenerator lots = RandomGenerator.of("L64X128MixRandom");
        Map<String, Integer> onDisk = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            boolean whenItIsThere = kill % 2 == 0;
            startChild(1 + onDisk.values().stream().mapToInt(each -> each).max().orElse(0));
            await().pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> Files.exists(beside));
            if (!whenItIsThere) {
                await().pollInterval(Duration.ofMillis(1))
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> !Files.exists(beside));
            }
            assertThat(child.waitFor(lots.nextInt(1, 20), TimeUnit.MILLISECONDS))
                    .isFalse();
            child.destroyForcibly();
            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
            readTold(onDisk);
            assertThat(forgotten(onDisk)).as("kill %d", kill).isEmpty();
        }
    }

    @Test
    void whatWasForgotten_wouldBeFound() throws IOException {
        try (Slips slips = Slips.open(file)) {
            slips.writeAll(3, 1);
            slips.writeAll(3, 2);
        }
        List<String> lines = Files.readAllLines(file);
        Files.write(file, lines.subList(0, 1));

        assertThat(forgotten(Map.of("slip-0", 2, "slip-1", 1))).containsExactly("slip-0");
    }

    /** Slips whose value is older than one that was told to be on disk. */
    private List<String> forgotten(Map<String, Integer> onDisk) {
        try (Slips slips = Slips.open(file)) {
            return onDisk.entrySet().stream()
                    .filter(told -> slips.values().getOrDefault(told.getKey(), 0) < told.getValue())
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    private Path told() {
        return directory.resolve("told");
    }

    private void startChild(int from) throws IOException {
        child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx256m",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Slips.class.getName(),
                        file.toString(),
                        Integer.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(told().toFile())
                .start();
    }

    private void readTold(Map<String, Integer> onDisk) throws IOException {
        for (String line : Files.readAllLines(told())) {
            String[] told = line.split(" ");
            // The last line may be torn: without its end it tells nothing.
            if (told.length == 3 && told[2].equals(".")) {
                onDisk.merge(told[0], Integer.parseInt(told[1]), Math::max);
            }
        }
        assertThat(onDisk).isNotEmpty();
    }
}
