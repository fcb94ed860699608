package dev.namestead.cli;

/** What a registry has written does not steer a terminal: it may hold anything, also what moves a cursor or turns the line round. */
final class PlainText {

    private static final int SIGN = 0xFFFD;

    private PlainText() {}

    /** One line of it: white space is a blank, what cannot be seen a sign. */
    static String of(String text) {
        return text.codePoints()
                .map(PlainText::shown)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int shown(int c) {
        if (c == '\n' || c == '\r' || c == '\t') {
            return ' ';
        }
        return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? SIGN : c;
    }
}
