package dev.namestead.epp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EppFramesTest {

    private static final byte[] XML = "<epp/>".getBytes(StandardCharsets.UTF_8);

    @Test
    void theHeader_countsItself_bigEndian() throws Exception {
        var out = new ByteArrayOutputStream();
        EppFrames.write(out, XML);
        assertThat(out.toByteArray()).startsWith(0, 0, 0, 10).hasSize(10);
        assertThat(EppFrames.frame(new byte[70_000])).startsWith(0, 1, 0x11, 0x74);
    }

    @Test
    void frames_areReadOneAfterTheOther_alsoByteByByte() throws Exception {
        var out = new ByteArrayOutputStream();
        EppFrames.write(out, XML);
        EppFrames.write(out, XML);
        InputStream in = new OneByteAtATime(new ByteArrayInputStream(out.toByteArray()));
        assertThat(EppFrames.read(in, 100)).hasValue(XML);
        assertThat(EppFrames.read(in, 100)).hasValue(XML);
        assertThat(EppFrames.read(in, 100)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 4, 101, 1L << 20, 0x7FFFFFFFL, 0x80000000L, 0xFFFFFFFFL})
    void aLengthThatCannotBe_isRefused_withoutReadingOn(long length) {
        byte[] header = {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length};
        assertThatThrownBy(() -> EppFrames.read(new ByteArrayInputStream(header), 100))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(Long.toString(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 9})
    void anEndInsideAFrame_isNoCleanEnd(int cut) {
        byte[] frame = EppFrames.frame(XML);
        assertThatThrownBy(() -> EppFrames.read(new ByteArrayInputStream(frame, 0, cut), 100))
                .isInstanceOf(EOFException.class);
    }

    private static final class OneByteAtATime extends FilterInputStream {
        OneByteAtATime(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return super.read(buffer, offset, Math.min(length, 1));
        }
    }
}
