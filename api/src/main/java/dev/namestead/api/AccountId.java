package dev.namestead.api;

import java.util.regex.Pattern;

/** A customer's account in the API: 32 hexadecimal digits by the contract's custom (seed: {@code account_id}). */
public record AccountId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public AccountId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("An account id is 32 lower-case hexadecimal digits");
        }
    }

    /** Whether a text from outside can be an account id at all. */
    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
