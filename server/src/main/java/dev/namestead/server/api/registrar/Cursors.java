package dev.namestead.server.api.registrar;

import dev.namestead.api.AccountId;
import dev.namestead.api.Json;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/**
 * Places in lists as opaque text: JSON in base64url with a seal that binds it to its account, list and order. The seal needs no secret:
 * a forged cursor is a place in one's own list.
 */
final class Cursors {
    private static final int MAX_LENGTH = 256;
    private static final int SEAL_BYTES = 12;
    private static final String SEAL = "s";

    private Cursors() {}

    /**
     * @param list names the list and its order
     * @param place what the next page begins after
     */
    static String write(AccountId account, String list, Map<String, String> place) {
        Map<String, String> sealed = new TreeMap<>(place);
        sealed.put(SEAL, seal(account, list, place));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Json.mapper().writeValueAsBytes(sealed));
    }

    /**
     * @param text from a client; absent for the first page
     * @throws RefusedException it was not made for this account, list and order
     */
    static Optional<Map<String, String>> read(AccountId account, String list, Optional<String> text) {
        return text.map(cursor -> open(account, list, cursor));
    }

    private static Map<String, String> open(AccountId account, String list, String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            throw invalid();
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(cursor.getBytes(StandardCharsets.UTF_8));
            Map<String, String> place =
                    new TreeMap<>(Json.mapper().readValue(json, new TypeReference<Map<String, String>>() {}));
            String given = Optional.ofNullable(place.remove(SEAL)).orElse("");
            if (!MessageDigest.isEqual(bytes(given), bytes(seal(account, list, place)))) {
                throw invalid();
            }
            return place;
        } catch (IllegalArgumentException | JacksonException | NullPointerException unreadable) {
            throw invalid();
        }
    }

    private static String seal(AccountId account, String list, Map<String, String> place) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(account.value()), "HmacSHA256"));
            byte[] whole = mac.doFinal(bytes(list + "\n" + Json.mapper().writeValueAsString(new TreeMap<>(place))));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, SEAL_BYTES));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RefusedException invalid() {
        return new RefusedException(Refusal.INVALID, "Invalid pagination cursor");
    }
}
