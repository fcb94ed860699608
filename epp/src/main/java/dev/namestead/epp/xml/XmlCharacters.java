package dev.namestead.epp.xml;

/** Which characters may stand where (XML 1.0, fifth edition, sections 2.2 and 2.3). */
final class XmlCharacters {

    /** Of the first 64 characters and of the second, those that may stand in a name: nearly all names have no others. */
    private static final long LOW_NAME_PARTS = bits('0', '9') | bits('-', '.');

    private static final long HIGH_NAME_STARTS = bits('A', 'Z') | bits('a', 'z') | bits('_', '_');

    private static final long LOW_PLAIN = (bits(' ', '?') | bits('\t', '\n')) & ~(bits('&', '&') | bits('<', '<'));

    private static final long LOW_VERBATIM =
            bits(' ', '?') & ~(bits('"', '"') | bits('&', '&') | bits('<', '<') | bits('>', '>'));

    private XmlCharacters() {}

    private static long bits(char first, char last) {
        long bits = 0;
        for (char c = first; c <= last; c++) {
            bits |= 1L << c;
        }
        return bits;
    }

    /** Those that every text may have and that mean nothing else anywhere, line ends included. Tested first, for speed. */
    static boolean isPlain(char c) {
        return c < 0x40 ? (LOW_PLAIN >>> c & 1) != 0 : c < 0xD800 && c != ']';
    }

    /** Those that stand for themselves in every text and value that is written. */
    static boolean isVerbatim(char c) {
        return c < 0x40 ? (LOW_VERBATIM >>> c & 1) != 0 : c < 0xD800;
    }

    static boolean isAllowed(int codePoint) {
        return codePoint >= 0x20 && codePoint <= 0xD7FF
                || codePoint == '\n'
                || codePoint == '\t'
                || codePoint == '\r'
                || codePoint >= 0xE000 && codePoint <= 0xFFFD
                || codePoint >= 0x10000 && codePoint <= Character.MAX_CODE_POINT;
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    /** The first of a name; without the colon, which namespaces have taken. */
    static boolean isNameStart(int c) {
        if (c < 0x80) {
            return c >= 0x40 && (HIGH_NAME_STARTS >>> c & 1) != 0;
        }
        return c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7
                || c >= 0x370 && c <= 0x1FFF && c != 0x37E
                || c == 0x200C
                || c == 0x200D
                || c >= 0x2070 && c <= 0x218F
                || c >= 0x2C00 && c <= 0x2FEF
                || c >= 0x3001 && c <= 0xD7FF
                || c >= 0xF900 && c <= 0xFDCF
                || c >= 0xFDF0 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0xEFFFF;
    }

    static boolean isNamePart(int c) {
        if (c < 0x80) {
            return ((c < 0x40 ? LOW_NAME_PARTS : HIGH_NAME_STARTS) >>> c & 1) != 0;
        }
        return isNameStart(c) || c == 0xB7 || c >= 0x300 && c <= 0x36F || c == 0x203F || c == 0x2040;
    }

    /** Whether all of it is one name without a colon. */
    static boolean isName(String text) {
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            if (i == 0 ? !isNameStart(c) : !isNamePart(c)) {
                return false;
            }
            i += Character.charCount(c);
        }
        return i > 0;
    }
}
