package dev.namestead.epp.fuzz;

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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All targets, side by side in processes of their own, and what they make in figures. */
final class Fuzzing {

    private Fuzzing() {}

    /** Other inputs in every run, for that long. */
    static Figures all(Path folder, Duration each) {
        return all(folder, each, List.of());
    }

    /** The same inputs in every run: a change is judged by what it has changed. */
    static Figures same(Path folder, Duration each, long runs) {
        return all(folder, each, List.of("-seed=1", "-runs=" + runs));
    }

    private static Figures all(Path folder, Duration each, List<String> options) {
        var figures = Figures.of("Fuzzing of frames and codecs");
        List<byte[]> xmls = new ArrayList<>();
        TypicalFrames.all().forEach(message -> xmls.add(EppCodec.standard().encode(message)));
        HostileFrames.all().values().stream()
                .filter(frame -> frame.length < 10_000)
                .forEach(xmls::add);
        List<byte[]> frames = xmls.stream().map(EppFrames::frame).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = threads.submit(() -> new FuzzRun(folder, FrameReaderFuzzer.class).run(each, options, frames));
            var codecs = threads.submit(() -> new FuzzRun(folder, CodecFuzzer.class).run(each, options, xmls));
            var xml = threads.submit(() -> new FuzzRun(folder, XmlFuzzer.class).run(each, options, xmls));
            figures(figures, "frame reader", outcome(reader), 10);
            figures(figures, "codecs", outcome(codecs), 800);
            figures(figures, "XML beside the JDK's", outcome(xml), 300);
        }
        figures.remark("at most " + each.toSeconds()
                + " s for each target; Jazzer 0.24.0 sees the coverage of our classes in copies that "
                + "say Java 23, the newest that it reads");
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

    private static void figures(Figures figures, String name, Outcome outcome, long coverage) {
        figures.atMost(
                name + ": inputs that crash, hang or eat memory",
                outcome.findings().size(),
                0);
        figures.atLeast(name + ": runs", outcome.runs(), 200);
        figures.atLeast(name + ": edges of our code reached", outcome.coverage(), coverage);
        if (!outcome.findings().isEmpty() || outcome.runs() == 0) {
            figures.remark(name + ": " + outcome.findings());
            System.out.println(outcome.log());
        }
    }
}
