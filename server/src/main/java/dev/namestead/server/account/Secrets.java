package dev.namestead.server.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes credentials and the hashes under which they are kept. */
final class Secrets {
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int TOKEN_CHARACTERS = 40;

    /** Only ever copied: looking the algorithm up costs more than the hash of a token. */
    private static final MessageDigest SHA_256 = unused();

    private final SecureRandom random = new SecureRandom();

    /** A token of 238 random bits. The prefix lets secret scanners recognise a leaked one. */
    String newToken() {
        StringBuilder text = new StringBuilder("nst_");
        for (int i = 0; i < TOKEN_CHARACTERS; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** 128 random bits as 32 hexadecimal digits: the form of ids and of users' keys. */
    String newHex() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** A plain hash suffices where the secret itself is random: there is nothing to guess. */
    static byte[] sha256(String secret) {
        try {
            MessageDigest digest = (MessageDigest) SHA_256.clone();
            return digest.digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MessageDigest unused() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
