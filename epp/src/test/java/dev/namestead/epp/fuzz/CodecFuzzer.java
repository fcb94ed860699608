package dev.namestead.epp.fuzz;

import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppMessage;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.codec.FrameMask;
import java.nio.charset.StandardCharsets;

/** Any bytes are a message or an {@link EppFormatException}; a message can be shown, and written and read again. */
public final class CodecFuzzer {

    private static final EppCodec CODEC = EppCodec.standard();

    private CodecFuzzer() {}

    public static void fuzzerTestOneInput(byte[] xml) throws Exception {
        FrameMask.mask(xml);
        EppMessage message;
        try {
            message = CODEC.decode(xml);
        } catch (EppFormatException e) {
            return;
        }
        String shown = message.toString();
        if (shown.isEmpty()) {
            throw new AssertionError("a message without words");
        }
        byte[] again = CODEC.encode(message);
        EppMessage same = CODEC.decode(again);
        if (!same.equals(message)) {
            throw new AssertionError("read again as another message: " + new String(again, StandardCharsets.UTF_8));
        }
    }
}
