package dev.namestead.epp.fuzz;

import dev.namestead.epp.transport.EppFrames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Any bytes on the wire are frames or an {@link IOException}, and never more memory than the cap. */
public final class FrameReaderFuzzer {

    private static final int CAP = 1 << 16;

    private FrameReaderFuzzer() {}

    public static void fuzzerTestOneInput(byte[] wire) {
        var in = new ByteArrayInputStream(wire);
        try {
            int at = 0;
            for (Optional<byte[]> xml = EppFrames.read(in, CAP); xml.isPresent(); xml = EppFrames.read(in, CAP)) {
                byte[] again = EppFrames.frame(xml.get());
                if (!Arrays.equals(again, Arrays.copyOfRange(wire, at, at + again.length))) {
                    throw new AssertionError("a frame is not what was on the wire");
                }
                at += again.length;
            }
        } catch (IOException e) {
            // What hostile bytes deserve.
        }
    }
}
