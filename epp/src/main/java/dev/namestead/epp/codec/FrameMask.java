package dev.namestead.epp.codec;

import dev.namestead.epp.xml.XmlEncoding;
import java.util.Set;

/**
 * Makes frames fit to be shown or logged: what stands inside {@code pw}, {@code newPW}, {@code authInfo} and
 * {@code allocationToken}, whatever their prefix, becomes three asterisks. It scans text and does not parse, so
 * that broken frames are masked too; where the end of a secret is missing, all that follows is cut.
 */
public final class FrameMask {

    private static final Set<String> SECRETS = Set.of("pw", "newPW", "authInfo", "allocationToken");
    private static final String MASK = "***";

    private FrameMask() {}

    /** The frame as text, with secrets masked. */
    public static String mask(byte[] xml) {
        return mask(new String(xml, XmlEncoding.of(xml)));
    }

    /** The same of a text. */
    public static String mask(String xml) {
        // Most frames have none of these words anywhere, and are seen in full on their way.
        for (String secret : SECRETS) {
            if (xml.contains(secret)) {
                return maskElements(xml);
            }
        }
        return xml;
    }

    private static String maskElements(String xml) {
        var masked = new StringBuilder(xml.length());
        int at = 0;
        while (at < xml.length()) {
            int open = xml.indexOf('<', at);
            if (open < 0) {
                return masked.append(xml, at, xml.length()).toString();
            }
            String name = localName(xml, open + 1);
            int close = SECRETS.contains(name) ? endOfTag(xml, open) : open + 1;
            masked.append(xml, at, close);
            at = close;
            if (SECRETS.contains(name) && xml.charAt(close - 1) == '>' && xml.charAt(close - 2) != '/') {
                int end = endOfContent(xml, close, name);
                masked.append(end > close ? MASK : "");
                at = end;
            }
        }
        return masked.toString();
    }

    /** After the tag's {@code >}, which may stand inside quotes before; at the end of the text without one. */
    private static int endOfTag(String xml, int open) {
        char quote = 0;
        for (int i = open; i < xml.length(); i++) {
            char c = xml.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return i + 1;
            }
        }
        return xml.length();
    }

    /** Where the end tag of that name begins; markup that can hide another end tag is skipped. */
    private static int endOfContent(String xml, int from, String name) {
        int at = from;
        while (true) {
            int tag = xml.indexOf('<', at);
            if (tag < 0) {
                return xml.length();
            }
            if (xml.startsWith("<![CDATA[", tag)) {
                at = after(xml, "]]>", tag);
            } else if (xml.startsWith("<!--", tag)) {
                at = after(xml, "-->", tag);
            } else if (xml.startsWith("</", tag) && localName(xml, tag + 2).equals(name)) {
                return tag;
            } else {
                at = tag + 1;
            }
        }
    }

    private static int after(String xml, String end, int from) {
        int found = xml.indexOf(end, from);
        return found < 0 ? xml.length() : found + end.length();
    }

    /** The name that begins there, without its prefix; empty for an end tag or anything else. */
    private static String localName(String xml, int from) {
        int start = from;
        int i = from;
        while (i < xml.length() && isNamePart(xml.charAt(i))) {
            if (xml.charAt(i) == ':') {
                start = i + 1;
            }
            i++;
        }
        return xml.substring(start, i);
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == ':' || c == '-' || c == '_' || c == '.';
    }
}
