package dev.namestead.server.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** What happened in a run, in order. It names nothing that was drawn outside of the seed, so equal runs have equal hashes. */
final class Trace {
    private static final int KEPT = 250;

    private final MessageDigest digest;
    private final Deque<String> last = new ArrayDeque<>();
    private int lines;

    Trace() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void add(long atMicros, String who, String what) {
        String line = atMicros / 1000 + "." + atMicros % 1000 + "ms " + who + " " + what;
        digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
        lines++;
        last.add(line);
        if (last.size() > KEPT) {
            last.remove();
        }
    }

    int lines() {
        return lines;
    }

    /** Ends the trace. */
    String hash() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The end of it, for a report. */
    List<String> last() {
        return List.copyOf(last);
    }
}
