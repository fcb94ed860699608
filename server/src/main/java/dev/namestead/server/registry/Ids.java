package dev.namestead.server.registry;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Makes the ids and secrets that go to registries. */
public final class Ids {
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final String SECRET_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    private static final int BITS_OF_A_LETTER = 5;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A transaction id: unique for ever, 3 to 64 characters (RFC 5730). */
    public static String clTrid() {
        return "NS-" + letters(LETTERS, 24);
    }

    /**
     * Transaction ids for who needs many: of letters that were drawn once, and a number. They need not be secret, and to draw
     * each anew would be a part of a command's cost that one sees.
     */
    public static Supplier<String> clTrids() {
        String drawn = "NS-" + letters(LETTERS, 12);
        var count = new AtomicLong();
        return () -> drawn + counted(count.incrementAndGet());
    }

    private static String counted(long number) {
        char[] text = new char[12];
        for (int i = text.length - 1, shift = 0; i >= 0; i--, shift += BITS_OF_A_LETTER) {
            text[i] = LETTERS.charAt((int) (number >>> shift) & LETTERS.length() - 1);
        }
        return new String(text);
    }

    /** A contact id: unique across all registrars of a registry, 3 to 16 characters (RFC 5733). */
    public static String contactId() {
        return "NS" + letters(LETTERS, 14);
    }

    /** An authInfo of 128 bits at least (RFC 9154), with a digit, both cases and a sign, as some registries demand. */
    public static String authInfo() {
        return letters(SECRET_LETTERS, 24) + "-a7Q";
    }

    private static String letters(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        byte[] random = new byte[length];
        int even = 256 - 256 % alphabet.length();
        while (text.length() < length) {
            // All at once: to ask for each letter takes ten times as long.
            RANDOM.nextBytes(random);
            for (int i = 0; i < length && text.length() < length; i++) {
                int value = random[i] & 0xFF;
                if (value < even) {
                    text.append(alphabet.charAt(value % alphabet.length()));
                }
            }
        }
        return text.toString();
    }
}
