package dev.namestead.epp.client;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Names for a client's transactions. A server may refuse one that it has seen before, even years ago, or close the
 * connection: so they are drawn, not counted.
 */
public final class ClTrids {

    private static final int RANDOM_BYTES = 16;
    /** RFC 5730 allows 64 characters, of which the random ones take half. */
    private static final int LONGEST_PREFIX = 32;

    private ClTrids() {}

    /**
     * Names of a prefix and 32 random characters; safe for many threads.
     *
     * @param prefix at most 32 characters, for people who read logs
     */
    public static Supplier<String> random(String prefix) {
        if (prefix.length() > LONGEST_PREFIX) {
            throw new IllegalArgumentException("a prefix has at most " + LONGEST_PREFIX + " characters: " + prefix);
        }
        var random = new SecureRandom();
        return () -> {
            byte[] bytes = new byte[RANDOM_BYTES];
            random.nextBytes(bytes);
            return prefix + HexFormat.of().formatHex(bytes);
        };
    }
}
