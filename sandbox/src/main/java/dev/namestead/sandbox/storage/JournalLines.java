package dev.namestead.sandbox.storage;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The form on disk: eight hex digits of CRC-32C, a space, JSON, a line feed. */
final class JournalLines {
    private static final int PREFIX = 9;

    private JournalLines() {}

    static ByteBuffer encode(byte[] json) {
        ByteBuffer line = ByteBuffer.allocate(PREFIX + json.length + 1);
        line.put(checksum(json).getBytes(StandardCharsets.US_ASCII));
        line.put((byte) ' ').put(json).put((byte) '\n');
        return line.flip();
    }

    /** Hands on every whole line's JSON; answers where the good part of the file ends. */
    static long replay(Path file, FileChannel channel, Consumer<byte[]> json) throws IOException {
        channel.position(0);
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
        long good = 0;
        while (true) {
            byte @Nullable [] line = readLine(in);
            if (line == null) {
                return good;
            }
            if (!isWhole(line)) {
                if (in.read() >= 0) {
                    throw new JournalException("The journal " + file + " is damaged at byte " + good
                            + ", before its last line. Restore it from a copy, or reset the sandbox by removing it.");
                }
                return good;
            }
            json.accept(Arrays.copyOfRange(line, PREFIX, line.length - 1));
            good += line.length;
        }
    }

    /** The next line with its line feed; without one when the file ends in the middle; null at the end. */
    private static byte @Nullable [] readLine(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream(256);
        int b = in.read();
        while (b >= 0) {
            line.write(b);
            if (b == '\n') {
                return line.toByteArray();
            }
            b = in.read();
        }
        return line.size() == 0 ? null : line.toByteArray();
    }

    private static boolean isWhole(byte[] line) {
        if (line.length <= PREFIX || line[line.length - 1] != '\n') {
            return false;
        }
        byte[] json = Arrays.copyOfRange(line, PREFIX, line.length - 1);
        String expected = checksum(json) + ' ';
        return expected.equals(new String(line, 0, PREFIX, StandardCharsets.ISO_8859_1));
    }

    private static String checksum(byte[] json) {
        var crc = new CRC32C();
        crc.update(json);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
