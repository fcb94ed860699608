package dev.namestead.epp.fuzz;

import dev.namestead.epp.transport.EppFrames;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Has a fault that chance alone does not find in a minute: a frame of the right length whose text begins in one way. */
public final class PlantedFaultFuzzer {

    private PlantedFaultFuzzer() {}

    public static void fuzzerTestOneInput(byte[] wire) {
        try {
            byte[] xml = EppFrames.read(new ByteArrayInputStream(wire), 64).orElse(new byte[0]);
            if (xml.length > 4 && xml[0] == '<') {
                if (xml[1] == 'e') {
                    if (xml[2] == 'p') {
                        throw new IllegalStateException("the planted fault");
                    }
                }
            }
        } catch (IOException e) {
            // As in the real target.
        }
    }
}
