package dev.namestead.server.api.http;

import dev.namestead.api.ApiMessage;
import dev.namestead.api.Refusal;
import dev.namestead.server.account.Authenticator;
import dev.namestead.server.account.Caller;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads who sends a request: {@code Authorization: Bearer}, or {@code X-Auth-Email} with {@code X-Auth-Key} (seed; contract, "Platform-level
 * errors"). Refuses what is missing, unreadable or unknown, in the contract's codes.
 */
final class Credentials {
    private static final HeaderName EMAIL = HeaderNames.create("X-Auth-Email");
    private static final HeaderName KEY = HeaderNames.create("X-Auth-Key");
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_TOKEN = 512;

    private static final Pattern EMAIL_FORM = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,255}");
    private static final Pattern KEY_FORM = Pattern.compile("[0-9a-f]{32,64}");

    private final Authenticator authenticator;

    Credentials(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    Caller caller(ServerRequestHeaders headers) {
        List<String> authorization = headers.all(HeaderNames.AUTHORIZATION, List::of);
        Optional<Caller> caller =
                authorization.isEmpty() ? byKey(headers) : authenticator.byToken(bearer(authorization));
        return caller.orElseThrow(Credentials::notAllowed);
    }

    /** The same words for an unknown token and for a foreign account: who asks learns nothing. */
    static Problem notAllowed() {
        return new Problem(
                Refusal.NOT_ALLOWED.status(), ApiMessage.of(Refusal.NOT_ALLOWED.code(), "Authentication error"));
    }

    /** RFC 6750, section 2.1; the scheme is case-insensitive. */
    private static String bearer(List<String> authorization) {
        String value = authorization.size() == 1 ? authorization.getFirst() : "";
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw malformed(6111, "Authorization");
        }
        String token = value.substring(SCHEME.length()).strip();
        if (token.isEmpty() || token.length() > LONGEST_TOKEN || !isToken(token)) {
            throw malformed(6111, "Authorization");
        }
        return token;
    }

    private static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letter && "-._~+/=".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private Optional<Caller> byKey(ServerRequestHeaders headers) {
        String email = headers.first(EMAIL).orElse("");
        String key = headers.first(KEY).orElse("");
        List<ApiMessage> missing = new ArrayList<>();
        if (email.isEmpty()) {
            missing.add(ApiMessage.of(9106, "Missing X-Auth-Email header"));
        }
        if (key.isEmpty()) {
            missing.add(ApiMessage.of(9107, "Missing X-Auth-Key header"));
        }
        if (!missing.isEmpty()) {
            throw new Problem(400, missing.toArray(ApiMessage[]::new));
        }
        if (!EMAIL_FORM.matcher(email).matches()) {
            throw malformed(6102, "X-Auth-Email");
        }
        if (!KEY_FORM.matcher(key).matches()) {
            throw malformed(6103, "X-Auth-Key");
        }
        return authenticator.byKey(email, key);
    }

    private static Problem malformed(int cause, String header) {
        Refusal refusal = Refusal.MALFORMED_CREDENTIALS;
        return new Problem(
                refusal.status(),
                ApiMessage.of(refusal.code(), "Invalid request headers")
                        .causedBy(ApiMessage.of(cause, "Invalid format for " + header + " header")));
    }
}
