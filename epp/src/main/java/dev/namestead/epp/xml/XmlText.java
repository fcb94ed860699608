package dev.namestead.epp.xml;

import java.nio.CharBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text that is passed over from its beginning to its end, and what stands in it character by character: names, text and
 * values with their references, line ends as one sees them (XML 1.0, section 2.11).
 */
final class XmlText {

    /** Behind the end; not allowed anywhere in XML. */
    private static final char END = '\0';

    private static final int LONGEST_REFERENCE = 32;

    /** With the end's mark, so that a place needs no comparison with the length. */
    private final char[] text;

    private final int length;
    private final KnownWords words;
    private int at;
    /** Of the name that was passed last; -1 where it has none. */
    private int colon;

    XmlText(String text, KnownWords words) {
        this.words = words;
        this.length = text.length();
        this.text = new char[length + 1];
        text.getChars(0, length, this.text, 0);
        this.text[length] = END;
    }

    int at() {
        return at;
    }

    char peek() {
        return text[at];
    }

    /** The one after that. */
    char peekSecond() {
        return at < length ? text[at + 1] : END;
    }

    boolean isAtEnd() {
        return at == length;
    }

    /** Passes over that, if it comes next. */
    boolean skip(String expected) {
        if (!startsWith(expected)) {
            return false;
        }
        at += expected.length();
        return true;
    }

    private boolean startsWith(String expected) {
        if (expected.length() > length - at) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (text[at + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Passes over what the pattern matches, if it comes next. */
    boolean skip(Pattern expected) {
        Matcher matcher = expected.matcher(CharBuffer.wrap(text, at, length - at));
        boolean next = matcher.lookingAt();
        at += next ? matcher.end() : 0;
        return next;
    }

    boolean skip(char expected) {
        boolean next = text[at] == expected;
        at += next ? 1 : 0;
        return next;
    }

    void expect(char expected) throws XmlException {
        if (text[at] != expected) {
            throw bad("the text breaks off, or a mark is missing");
        }
        at++;
    }

    /** Whether there was any. */
    boolean skipSpace() {
        int to = at;
        while (XmlCharacters.isSpace(text[to])) {
            to++;
        }
        boolean any = to > at;
        at = to;
        return any;
    }

    /** Passes over a name, with a prefix or without; says where it began. */
    int name() throws XmlException {
        int from = at;
        int to = partOfName(from);
        colon = -1;
        if (text[to] == ':') {
            colon = to;
            to = partOfName(to + 1);
        }
        at = to;
        return from;
    }

    private int partOfName(int from) throws XmlException {
        int to = from;
        while (isPartOfName(to, to == from)) {
            to += Character.isHighSurrogate(text[to]) ? 2 : 1;
            // Nearly all names are ASCII from here to their end.
            while (text[to] < 0x80 && XmlCharacters.isNamePart(text[to])) {
                to++;
            }
        }
        if (to == from) {
            at = from;
            throw bad("a name is missing, or is none");
        }
        return to;
    }

    private boolean isPartOfName(int place, boolean first) {
        int c = text[place] < 0x80 ? text[place] : Character.codePointAt(text, place, length);
        return first ? XmlCharacters.isNameStart(c) : XmlCharacters.isNamePart(c);
    }

    /** Of the name that was passed last and began there; empty where it has none. */
    String prefix(int from) {
        return colon < 0 ? "" : words.of(text, from, colon);
    }

    /** The same name without its prefix. */
    String localName(int from) {
        int local = colon < 0 ? from : colon + 1;
        return words.of(text, local, at);
    }

    /** Passes over that name, which stood at another place before. */
    boolean skipSame(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text[at + i - from] != text[i]) {
                return false;
            }
        }
        at += to - from;
        return true;
    }

    /** The text up to the next tag, comment or the like. */
    String characters() throws XmlException {
        int to = at;
        while (XmlCharacters.isPlain(text[to])) {
            to++;
        }
        if (text[to] != '<') {
            int end = indexOf('<', to);
            if (end < 0) {
                at = length;
                throw bad("an element has no end");
            }
            return special(to, end, false);
        }
        return upTo(to);
    }

    /** A value between quotes; white space in it becomes blanks (section 3.3.3). */
    String quoted() throws XmlException {
        char quote = text[at];
        if (quote != '"' && quote != '\'') {
            throw bad("a value has no quotes");
        }
        at++;
        int to = at;
        while (text[to] != quote && text[to] >= ' ' && XmlCharacters.isPlain(text[to])) {
            to++;
        }
        String value;
        if (text[to] == quote) {
            value = words.of(text, at, to);
            at = to;
        } else {
            int end = indexOf(quote, to);
            if (end < 0) {
                throw bad("a value has no end");
            }
            value = special(to, end, true);
        }
        at++;
        return value;
    }

    /** What stands before that mark, which is passed too; nothing in it has a meaning. */
    String before(String mark) throws XmlException {
        var verbatim = new StringBuilder();
        while (!startsWith(mark)) {
            if (isAtEnd()) {
                throw bad("the end of a section is missing");
            }
            verbatim.appendCodePoint(allowed());
        }
        at += mark.length();
        return verbatim.toString();
    }

    /** As {@link #characters}, from the first character on that does not simply stand for itself. */
    private String special(int first, int to, boolean value) throws XmlException {
        var result = new StringBuilder(to - at).append(text, at, first - at);
        at = first;
        while (at < to) {
            char c = text[at];
            if (c == '&') {
                result.appendCodePoint(reference());
            } else if (c == '<') {
                throw bad("a tag begins inside a value");
            } else if (c == ']' && !value && startsWith("]]>")) {
                throw bad("the end of a section that has not begun");
            } else {
                int codePoint = allowed();
                result.appendCodePoint(value && codePoint < ' ' ? ' ' : codePoint);
            }
        }
        return result.toString();
    }

    private String upTo(int to) {
        String found = to == at ? "" : new String(text, at, to - at);
        at = to;
        return found;
    }

    private int indexOf(char mark, int from) {
        for (int i = from; i < length; i++) {
            if (text[i] == mark) {
                return i;
            }
        }
        return -1;
    }

    /** The next character, if XML allows it; a line end of any kind is one line feed. */
    private int allowed() throws XmlException {
        int codePoint = Character.codePointAt(text, at, length);
        if (!XmlCharacters.isAllowed(codePoint)) {
            throw bad("a character that XML does not allow");
        }
        at += Character.charCount(codePoint);
        if (codePoint == '\r') {
            skip('\n');
            return '\n';
        }
        return codePoint;
    }

    /** One of the five, or a number: no document type can have declared any other (section 4.1). */
    private int reference() throws XmlException {
        int end = indexOf(';', at);
        if (end < 0 || end - at > LONGEST_REFERENCE) {
            throw bad("a reference has no end");
        }
        String name = new String(text, at + 1, end - at - 1);
        int codePoint = switch (name) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> name.startsWith("#x") ? number(name, 2, 16) : name.startsWith("#") ? number(name, 1, 10) : END;
        };
        if (!XmlCharacters.isAllowed(codePoint)) {
            throw bad("an entity, or a reference to no character of XML");
        }
        at = end + 1;
        return codePoint;
    }

    /** Zero, which no text may have, where it is none. */
    private static int number(String name, int from, int radix) {
        int value = 0;
        for (int i = from; i < name.length(); i++) {
            char c = name.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0 || value > Character.MAX_CODE_POINT) {
                return END;
            }
            value = value * radix + digit;
        }
        return value;
    }

    XmlException bad(String why) {
        int line = 1;
        for (int i = 0; i < at; i++) {
            line += text[i] == '\n' ? 1 : 0;
        }
        return new XmlException(why, line);
    }
}
