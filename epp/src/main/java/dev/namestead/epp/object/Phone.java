package dev.namestead.epp.object;

import org.jspecify.annotations.Nullable;

/** A telephone number (RFC 5733 section 2.5), in the form {@code +1.7035555555}. */
public record Phone(String number, @Nullable String extension) {

    /** Without an extension. */
    public static Phone of(String number) {
        return new Phone(number, null);
    }

    @Override
    public String toString() {
        return "Phone[***]";
    }
}
