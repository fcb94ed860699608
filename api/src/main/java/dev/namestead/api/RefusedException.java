package dev.namestead.api;

import org.jspecify.annotations.Nullable;

/**
 * A request refused for a reason that its sender can act upon. The message is written for them and names field and rule; it never
 * carries anything internal.
 */
public final class RefusedException extends RuntimeException {
    private final Refusal refusal;
    private final @Nullable String pointer;

    public RefusedException(Refusal refusal, String message) {
        this(refusal, message, null);
    }

    /** @param pointer JSON pointer (RFC 6901) to the field at fault, or null where no field is */
    public RefusedException(Refusal refusal, String message, @Nullable String pointer) {
        super(message, null, false, false);
        this.refusal = refusal;
        this.pointer = pointer;
    }

    public Refusal refusal() {
        return refusal;
    }

    public @Nullable String pointer() {
        return pointer;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
