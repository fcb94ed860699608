package dev.namestead.epp.xml;

import java.io.Serial;

/** A text that is not XML as EPP has it. The message never quotes the text, in which a password may stand. */
public final class XmlException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int line;

    XmlException(String message, int line) {
        super(message);
        this.line = line;
    }

    /** Where reading ended, from 1 on. */
    public int line() {
        return line;
    }
}
