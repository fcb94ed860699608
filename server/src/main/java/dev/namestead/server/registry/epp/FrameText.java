package dev.namestead.server.registry.epp;

/**
 * Finds a word in a frame that need not be understood: every frame passes here, and a parser or a pattern takes many times as long as to look
 * for the letters of a tag.
 */
final class FrameText {
    private static final int LONGEST = 255;

    private FrameText() {}

    /** Whether there is an element of that name, whatever its prefix. */
    static boolean has(String element, String xml) {
        return inside(element, xml) >= 0;
    }

    /** The text of the first element of that name; empty where there is none, or more of it than any name has. */
    static String of(String element, String xml) {
        int from = inside(element, xml);
        int to = from < 0 ? -1 : xml.indexOf('<', from);
        String text = to < 0 ? "" : xml.substring(from, to).strip();
        return text.length() > LONGEST ? "" : text;
    }

    /** Where the first start tag of that name has ended, or -1. */
    private static int inside(String element, String xml) {
        int at = xml.indexOf(element);
        while (at >= 0 && !isTag(xml, at - 1, at + element.length())) {
            at = xml.indexOf(element, at + 1);
        }
        return at < 0 ? -1 : xml.indexOf('>', at) + 1;
    }

    /** Whether what stands between the two is a tag's name. The first such tag is a start tag, for no end comes before its start. */
    private static boolean isTag(String xml, int before, int after) {
        return before >= 0
                && (xml.charAt(before) == '<' || xml.charAt(before) == ':')
                && after < xml.length()
                && (xml.charAt(after) == '>' || xml.charAt(after) <= ' ')
                && xml.indexOf('>', after) >= 0;
    }
}
