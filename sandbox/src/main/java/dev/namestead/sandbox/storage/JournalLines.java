package dev.namestead.sandbox.storage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The form on disk: eight hex digits of CRC-32C, a space, JSON, a line feed. */
final class JournalLines {
    private static final int PREFIX = 9;

    private JournalLines() {}

    /** A JSON array of events that are JSON already. */
    static byte[] join(List<byte[]> events) {
        var json = new ByteArrayOutputStream();
        json.write('[');
        for (int i = 0; i < events.size(); i++) {
            if (i > 0) {
                json.write(',');
            }
            json.writeBytes(events.get(i));
        }
        json.write(']');
        return json.toByteArray();
    }

    static ByteBuffer encode(byte[] json) {
        ByteBuffer line = ByteBuffer.allocate(PREFIX + json.length + 1);
        line.put(checksum(json).getBytes(StandardCharsets.US_ASCII));
        line.put((byte) ' ').put(json).put((byte) '\n');
        return line.flip();
    }

    /** Hands on every whole line's JSON; answers where the good part of the file ends. */
    static long replay(Path file, FileChannel channel, Consumer<byte[]> json) throws IOException {
        channel.position(0);
        var lines = new Lines(channel);
        long good = 0;
        while (true) {
            byte @Nullable [] line = lines.next();
            if (line == null) {
                return good;
            }
            byte @Nullable [] whole = whole(line);
            if (whole == null) {
                if (lines.next() != null) {
                    throw new JournalException("The journal " + file + " is damaged at byte " + good
                            + ", before its last line. Restore it from a copy, or reset the sandbox by removing it.");
                }
                return good;
            }
            json.accept(whole);
            good += line.length;
        }
    }

    /** The line's JSON; null where it is torn or damaged. */
    private static byte @Nullable [] whole(byte[] line) {
        if (line.length <= PREFIX || line[line.length - 1] != '\n') {
            return null;
        }
        byte[] json = Arrays.copyOfRange(line, PREFIX, line.length - 1);
        String expected = checksum(json) + ' ';
        return expected.equals(new String(line, 0, PREFIX, StandardCharsets.ISO_8859_1)) ? json : null;
    }

    private static String checksum(byte[] json) {
        var crc = new CRC32C();
        crc.update(json);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    /** Cuts what is read into lines, each with its line feed; the last one may lack it. */
    private static final class Lines {
        private final FileChannel channel;
        private final ByteBuffer block = ByteBuffer.allocate(1 << 16).flip();

        Lines(FileChannel channel) {
            this.channel = channel;
        }

        byte @Nullable [] next() throws IOException {
            var line = new ByteArrayOutputStream(512);
            while (block.hasRemaining() || fill()) {
                int from = block.position();
                int to = from;
                while (to < block.limit() && block.get(to) != '\n') {
                    to++;
                }
                boolean ended = to < block.limit();
                int end = ended ? to + 1 : to;
                line.write(block.array(), from, end - from);
                block.position(end);
                if (ended) {
                    return line.toByteArray();
                }
            }
            return line.size() == 0 ? null : line.toByteArray();
        }

        private boolean fill() throws IOException {
            block.clear();
            int read = channel.read(block);
            block.flip();
            return read > 0;
        }
    }
}
