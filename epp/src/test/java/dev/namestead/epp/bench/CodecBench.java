package dev.namestead.epp.bench;

import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppMessage;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.testing.TypicalFrames;
import dev.namestead.proof.Figures;
import java.io.ByteArrayInputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** {@code ./dev bench epp}: what reading and writing a day's frames costs beside a bare StAX pass over the same bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
// Until all is compiled, which takes its time where other programs want the processors too.
@Warmup(iterations = 15, time = 1)
@Measurement(iterations = 8, time = 1)
@Fork(2)
public class CodecBench {

    private final EppCodec codec = EppCodec.standard();
    private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    private List<EppMessage> messages = List.of();
    private List<byte[]> frames = List.of();

    @Setup(Level.Trial)
    public void prepare() {
        messages = TypicalFrames.all();
        frames = messages.stream().map(codec::encode).toList();
    }

    /** All events of all frames, with the text of each, and nothing made of them. */
    @Benchmark
    public int staxPass() throws XMLStreamException {
        int seen = 0;
        for (byte[] frame : frames) {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(frame));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT ->
                        seen += reader.getLocalName().length();
                    case XMLStreamConstants.CHARACTERS ->
                        seen += reader.getText().length();
                    default -> seen++;
                }
            }
            reader.close();
        }
        return seen;
    }

    @Benchmark
    public int decode() throws EppFormatException {
        int seen = 0;
        for (byte[] frame : frames) {
            seen += codec.decode(frame) == null ? 0 : 1;
        }
        return seen;
    }

    @Benchmark
    public int encode() {
        int bytes = 0;
        for (EppMessage message : messages) {
            bytes += codec.encode(message).length;
        }
        return bytes;
    }

    @Test
    void figures() throws Exception {
        Collection<RunResult> results = new Runner(
                        new OptionsBuilder().include(CodecBench.class.getName()).build())
                .run();
        Map<String, Double> micros = results.stream()
                .collect(Collectors.toMap(
                        result -> result.getParams().getBenchmark().replaceAll(".*\\.", ""),
                        // The quickest of all samples: what else the machine does only adds to it.
                        result -> result.getPrimaryResult().getStatistics().getMin()));
        var figures = Figures.of("EPP codec");
        double bare = micros.get("staxPass");
        figures.atMost("reading frames, times a bare StAX pass", micros.get("decode") / bare, 2);
        figures.atMost("writing frames, times a bare StAX pass", micros.get("encode") / bare, 2);
        figures.remark("%d frames of a registrar's day: StAX %.0f, reading %.0f, writing %.0f microseconds"
                .formatted(TypicalFrames.all().size(), bare, micros.get("decode"), micros.get("encode")));
        figures.conclude();
    }
}
