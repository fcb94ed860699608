package dev.namestead.api;

/** A customer's account in the API: 32 hexadecimal digits by the contract's custom (seed: {@code account_id}). */
public record AccountId(String value) {
    private static final int LENGTH = 32;

    public AccountId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("An account id is 32 lower-case hexadecimal digits");
        }
    }

    /** Whether a text from outside can be an account id at all. */
    public static boolean isValid(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return value;
    }
}
