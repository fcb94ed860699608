package dev.namestead.server.api.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Decodes percent-encoded text (RFC 3986, section 2.1). */
final class PercentCoding {
    private PercentCoding() {}

    /** Empty where an escape is cut off or the bytes are no UTF-8. */
    static Optional<String> strict(String text) {
        if (isPlain(text)) {
            return Optional.of(text);
        }
        return bytes(text, false).flatMap(bytes -> {
            try {
                return Optional.of(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString());
            } catch (CharacterCodingException notUtf8) {
                return Optional.empty();
            }
        });
    }

    /** For queries: plus is a space, bytes that are no UTF-8 become U+FFFD. Empty where an escape is cut off. */
    static Optional<String> ofQuery(String text) {
        return bytes(text, true).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** Almost every path is. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%' || text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    private static Optional<byte[]> bytes(String text, boolean plusIsSpace) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.write(plusIsSpace && in[i] == '+' ? ' ' : in[i]);
                continue;
            }
            if (i + 2 >= in.length || digit(in[i + 1]) < 0 || digit(in[i + 2]) < 0) {
                return Optional.empty();
            }
            out.write(digit(in[i + 1]) << 4 | digit(in[i + 2]));
            i += 2;
        }
        return Optional.of(out.toByteArray());
    }

    private static int digit(byte character) {
        return character < 0 ? -1 : Character.digit((char) character, 16);
    }
}
