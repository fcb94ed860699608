package dev.namestead.epp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppMessage;
import dev.namestead.epp.testing.HostileFrames;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each hostile frame is refused or read in bounded time, and with memory in proportion to its length. */
@Timeout(30)
class HostileCorpusTest {

    /** Of a processor, whoever else uses it; a billion laughs would take minutes. */
    private static final Duration ENOUGH = Duration.ofSeconds(5);

    private static final long BASE_BYTES = 8L << 20;
    /** A tree of tiny elements takes a multiple of its text; a billion laughs would take ten thousand times this. */
    private static final long BYTES_PER_BYTE = 150;

    private static final EppCodec CODEC = EppCodec.standard();

    static Stream<Map.Entry<String, byte[]>> frames() {
        return HostileFrames.all().entrySet().stream();
    }

    @BeforeAll
    static void warmUp() {
        HostileFrames.all().values().stream().limit(5).forEach(HostileCorpusTest::decode);
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aHostileFrame_takesLittleTimeAndMemory(Map.Entry<String, byte[]> frame) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        long start = threads.getCurrentThreadCpuTime();
        decode(frame.getValue());
        FrameMask.mask(frame.getValue());
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
                .as(frame.getKey())
                .isLessThan(ENOUGH);
        assertThat(threads.getCurrentThreadAllocatedBytes() - bytesBefore)
                .as(frame.getKey())
                .isLessThan(BASE_BYTES + BYTES_PER_BYTE * frame.getValue().length);
    }

    private static void decode(byte[] xml) {
        try {
            EppMessage message = CODEC.decode(xml);
            assertThat(message.toString()).doesNotContain("root:");
        } catch (EppFormatException e) {
            assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(300).doesNotContain("root:");
        }
    }
}
