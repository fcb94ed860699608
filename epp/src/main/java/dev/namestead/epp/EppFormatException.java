package dev.namestead.epp;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A frame that cannot be read: not XML, not EPP, or without something that the RFCs demand. Carries
 * what a server needs for its answer.
 */
public final class EppFormatException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final EppResultCode resultCode;
    private final @Nullable String clTrid;

    /** About no command that is known. */
    public EppFormatException(EppResultCode resultCode, String message) {
        this(resultCode, message, null);
    }

    /** About a command whose name could be read, or null. */
    public EppFormatException(EppResultCode resultCode, String message, @Nullable String clTrid) {
        super(message);
        this.resultCode = resultCode;
        this.clTrid = clTrid;
    }

    /** 2001 for what is no EPP, 2003 for something missing, 2005 for a value that has the wrong form. */
    public EppResultCode resultCode() {
        return resultCode;
    }

    /** The command's clTRID, if it could be found, so that the answer can carry it. */
    public @Nullable String clTrid() {
        return clTrid;
    }

    /** The same, with the name of the command that it is about. */
    public EppFormatException withClTrid(@Nullable String found) {
        return new EppFormatException(resultCode, String.valueOf(getMessage()), found);
    }
}
