package dev.namestead.sandbox;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Random secrets of the sandbox. */
final class Secrets {
    private static final int PASSWORD_CHARACTERS = 16;
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private Secrets() {}

    /** 128 bits in hexadecimal. */
    static String token() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** As long as EPP allows (RFC 5730 pwType), from letters that cannot be mistaken and need no quoting in a shell. */
    static String password() {
        var random = new SecureRandom();
        var password = new StringBuilder();
        for (int i = 0; i < PASSWORD_CHARACTERS; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
