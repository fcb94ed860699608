package dev.namestead.sandbox.tls;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Just enough DER (X.690) to write an X.509 certificate. */
final class Der {
    private static final DateTimeFormatter GENERALIZED =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Instant YEAR_2050 = Instant.parse("2050-01-01T00:00:00Z");

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return value(0x30, concat(parts));
    }

    static byte[] set(byte[]... parts) {
        return value(0x31, concat(parts));
    }

    static byte[] integer(BigInteger number) {
        return value(0x02, number.toByteArray());
    }

    static byte[] yes() {
        return value(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] octets(byte[] content) {
        return value(0x04, content);
    }

    /** A bit string whose last octet leaves {@code unused} bits out. */
    static byte[] bits(int unused, byte... content) {
        return value(0x03, concat(new byte[] {(byte) unused}, content));
    }

    static byte[] utf8(String text) {
        return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    /** UTCTime up to 2049 and GeneralizedTime from 2050, as RFC 5280 section 4.1.2.5 wants. */
    static byte[] time(Instant instant) {
        return instant.isBefore(YEAR_2050)
                ? value(0x17, UTC.format(instant).getBytes(StandardCharsets.US_ASCII))
                : value(0x18, GENERALIZED.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] oid(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        var content = new ByteArrayOutputStream();
        content.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            base128(content, Integer.parseInt(arcs[i]));
        }
        return value(0x06, content.toByteArray());
    }

    /** A constructed context tag, such as {@code [0] EXPLICIT}. */
    static byte[] explicit(int tag, byte[] content) {
        return value(0xa0 | tag, content);
    }

    /** A primitive context tag, such as {@code [2] IMPLICIT}. */
    static byte[] implicit(int tag, byte[] content) {
        return value(0x80 | tag, content);
    }

    private static void base128(ByteArrayOutputStream out, int number) {
        int shift = 28;
        while (shift > 0 && (number >>> shift) == 0) {
            shift -= 7;
        }
        for (; shift > 0; shift -= 7) {
            out.write(0x80 | ((number >>> shift) & 0x7f));
        }
        out.write(number & 0x7f);
    }

    private static byte[] value(int tag, byte[] content) {
        var out = new ByteArrayOutputStream(content.length + 6);
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int start = length[0] == 0 ? 1 : 0;
            out.write(0x80 | (length.length - start));
            out.write(length, start, length.length - start);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
