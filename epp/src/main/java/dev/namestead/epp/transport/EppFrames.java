package dev.namestead.epp.transport;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.util.List;
import java.util.Optional;

/** Framing (RFC 5734 section 4): four bytes, big-endian, that count themselves and the XML after them. */
public final class EppFrames {

    /** One MiB: a hundred times the largest frame that registries send. */
    public static final int DEFAULT_MAX_BYTES = 1 << 20;

    private static final int HEADER_BYTES = 4;

    private EppFrames() {}

    /**
     * The XML of the next frame; empty where the other end has closed between two frames. Blocks as long
     * as the stream does: a deadline is the caller's, who closes the socket.
     *
     * @param maxBytes the longest frame that is accepted, header included
     */
    public static Optional<byte[]> read(InputStream in, int maxBytes) throws IOException {
        byte[] header = in.readNBytes(HEADER_BYTES);
        if (header.length == 0) {
            return Optional.empty();
        }
        if (header.length < HEADER_BYTES) {
            throw new EOFException("closed inside a frame's header");
        }
        long length = 0;
        for (byte b : header) {
            length = length << 8 | b & 0xFF;
        }
        if (length <= HEADER_BYTES || length > maxBytes) {
            throw new ProtocolException("a frame of " + length + " bytes is not accepted");
        }
        byte[] xml = in.readNBytes((int) length - HEADER_BYTES);
        if (xml.length < length - HEADER_BYTES) {
            throw new EOFException("closed inside a frame");
        }
        return Optional.of(xml);
    }

    /** Header and XML in one write, so that a frame leaves whole or not at all where that is possible. */
    public static void write(OutputStream out, byte[] xml) throws IOException {
        out.write(frame(xml));
        out.flush();
    }

    /** The frame around that XML. */
    public static byte[] frame(byte[] xml) {
        return frames(List.of(xml));
    }

    /** One frame after the other. */
    public static byte[] frames(List<byte[]> xmls) {
        int total = 0;
        for (byte[] xml : xmls) {
            total += xml.length + HEADER_BYTES;
        }
        byte[] frames = new byte[total];
        int at = 0;
        for (byte[] xml : xmls) {
            int length = xml.length + HEADER_BYTES;
            for (int i = HEADER_BYTES - 1; i >= 0; i--) {
                frames[at++] = (byte) (length >>> 8 * i);
            }
            System.arraycopy(xml, 0, frames, at, xml.length);
            at += xml.length;
        }
        return frames;
    }
}
