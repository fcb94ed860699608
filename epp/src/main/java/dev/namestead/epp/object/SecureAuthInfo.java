package dev.namestead.epp.object;

import java.security.SecureRandom;

/**
 * The practice of RFC 9154: an object has no password but while it is about to be transferred. It is created with
 * {@link #NONE}, gets a {@link #random} one in an update when its holder wants to leave, and loses it with
 * {@link #NONE} again. Whoever makes a password shows it once and keeps at most its hash.
 */
public final class SecureAuthInfo {

    /** Empty: there is no password, so none is right. */
    public static final AuthInfo NONE = AuthInfo.of("");

    /** 26 of 89 characters are 168 bits; 128 are demanded (RFC 9154 section 4.1). */
    private static final int LENGTH = 26;

    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String DIGITS = "0123456789";
    /** Without what needs to be escaped in XML or is mistaken by people. */
    private static final String MARKS = "!#$%()*+,-./:;=?@[]^_{|}~";

    private static final String ALL = LOWER + UPPER + DIGITS + MARKS;

    private SecureAuthInfo() {}

    /** A password that has small and capital letters, digits and marks, for registries want them all. */
    public static AuthInfo.Password random(SecureRandom random) {
        while (true) {
            var value = new StringBuilder(LENGTH);
            for (int i = 0; i < LENGTH; i++) {
                value.append(ALL.charAt(random.nextInt(ALL.length())));
            }
            String text = value.toString();
            if (has(text, LOWER) && has(text, UPPER) && has(text, DIGITS) && has(text, MARKS)) {
                return new AuthInfo.Password(text, null);
            }
        }
    }

    private static boolean has(String text, String kind) {
        return text.chars().anyMatch(c -> kind.indexOf(c) >= 0);
    }
}
