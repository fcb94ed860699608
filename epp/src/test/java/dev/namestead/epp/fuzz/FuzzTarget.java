package dev.namestead.epp.fuzz;

import static org.junit.jupiter.api.Assertions.assertAll;

import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.fuzz.FuzzRun.Outcome;
import dev.namestead.epp.testing.HostileFrames;
import dev.namestead.epp.testing.TypicalFrames;
import dev.namestead.epp.transport.EppFrames;
import dev.namestead.proof.Figures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.function.Executable;

/** What is fuzzed, and what a run makes in figures: a section for each target, since each may run for an hour. */
enum FuzzTarget {
    FRAMES("frame reader", FrameReaderFuzzer.class, 10),
    CODEC("codecs", CodecFuzzer.class, 800),
    XML("XML reader beside the JDK's", XmlFuzzer.class, 300);

    private final String title;
    private final Class<?> fuzzer;
    private final long leastCoverage;

    FuzzTarget(String title, Class<?> fuzzer, long leastCoverage) {
        this.title = title;
        this.fuzzer = fuzzer;
        this.leastCoverage = leastCoverage;
    }

    /** Other inputs in every run, for that long. */
    static void run(List<FuzzTarget> targets, Path folder, Duration each) {
        run(targets, folder, each, List.of());
    }

    /** The same inputs in every run: a change is judged by what it has changed. */
    static void runSame(List<FuzzTarget> targets, Path folder, Duration each, long runs) {
        run(targets, folder, each, List.of("-seed=1", "-runs=" + runs));
    }

    /** Side by side, each with its section, whatever the others find. */
    private static void run(List<FuzzTarget> targets, Path folder, Duration each, List<String> options) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> runs = targets.stream()
                    .map(target -> threads.submit((Callable<Outcome>)
                            () -> new FuzzRun(folder, target.fuzzer).run(each, options, target.seeds())))
                    .toList();
            List<Figures> all = IntStream.range(0, runs.size())
                    .mapToObj(i -> targets.get(i).figures(outcome(runs.get(i)), each))
                    .toList();
            assertAll(all.stream().<Executable>map(figures -> figures::conclude));
        }
    }

    private List<byte[]> seeds() {
        List<byte[]> xmls = new ArrayList<>();
        TypicalFrames.all().forEach(message -> xmls.add(EppCodec.standard().encode(message)));
        HostileFrames.all().values().stream()
                .filter(frame -> frame.length < 10_000)
                .forEach(xmls::add);
        return this == FRAMES ? xmls.stream().map(EppFrames::frame).toList() : xmls;
    }

    private Figures figures(Outcome outcome, Duration each) {
        var figures = Figures.of("Fuzzing of the " + title);
        figures.atMost(
                "inputs that crash, hang or eat memory", outcome.findings().size(), 0);
        figures.atLeast("runs", outcome.runs(), 200);
        figures.atLeast("edges of our code reached", outcome.coverage(), leastCoverage);
        figures.remark("at most " + each.toSeconds()
                + " s; Jazzer 0.24.0 sees the coverage of our classes in copies that say Java 23, the newest"
                + " that it reads");
        if (!outcome.findings().isEmpty() || outcome.runs() == 0) {
            figures.remark("found: " + outcome.findings());
            System.out.println(outcome.log());
        }
        return figures;
    }

    private static Outcome outcome(Future<Outcome> run) {
        try {
            return run.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
