package dev.namestead.epp.xml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encodings in which EPP is spoken. Bytes are decoded here, once and strictly, so that the parser and
 * what masks secrets see the same text.
 */
public final class XmlEncoding {

    private static final byte[] USUAL = "<?xml version=\"1.0\" encoding=\"UTF-8\"".getBytes(StandardCharsets.US_ASCII);
    private static final char REPLACEMENT = '\uFFFD';
    private static final int DECLARATION_BYTES = 200;
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

    private XmlEncoding() {}

    /** By byte order mark or first byte, then by declaration; UTF-8 without either and for unknown ones. */
    public static Charset of(byte[] xml) {
        int first = xml.length < 2 ? 0 : (xml[0] & 0xFF) << 8 | xml[1] & 0xFF;
        return switch (first) {
            case 0xFEFF, 0x003C -> StandardCharsets.UTF_16BE;
            case 0xFFFE, 0x3C00 -> StandardCharsets.UTF_16LE;
            default -> declared(xml);
        };
    }

    /** Nearly all begin like this. */
    private static boolean isUsual(byte[] xml) {
        return xml.length > USUAL.length && Arrays.equals(USUAL, 0, USUAL.length, xml, 0, USUAL.length);
    }

    private static Charset declared(byte[] xml) {
        if (isUsual(xml)) {
            return StandardCharsets.UTF_8;
        }
        int length = Math.min(xml.length, DECLARATION_BYTES);
        Matcher matcher = DECLARED.matcher(new String(xml, 0, length, StandardCharsets.ISO_8859_1));
        return switch (matcher.find() ? matcher.group(1).toUpperCase(Locale.ROOT) : "") {
            case "ISO-8859-1", "LATIN1" -> StandardCharsets.ISO_8859_1;
            case "US-ASCII", "ASCII" -> StandardCharsets.US_ASCII;
            default -> StandardCharsets.UTF_8;
        };
    }

    /** The text, without a byte order mark. */
    static String decode(byte[] xml) throws CharacterCodingException {
        Charset charset = of(xml);
        String text = new String(xml, charset);
        // What cannot be decoded becomes this character, which may also stand for itself: the strict decoder knows.
        if (text.indexOf(REPLACEMENT) >= 0) {
            text = charset.newDecoder().decode(ByteBuffer.wrap(xml)).toString();
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
