package dev.namestead.server.api.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a client would like (RFC 7240). Unknown preferences and broken syntax are ignored, as the RFC asks: a preference can never make a
 * request fail.
 */
public record Prefer(boolean respondAsync) {

    public static Prefer none() {
        return new Prefer(false);
    }

    /** @param values of all {@code Prefer} header lines */
    static Prefer parse(List<String> values) {
        return new Prefer(values.stream()
                .flatMap(value -> split(value, ',').stream())
                .map(preference -> split(preference, ';').getFirst())
                .map(token -> token.strip().toLowerCase(Locale.ROOT))
                .anyMatch("respond-async"::equals));
    }

    /** Splits outside of quoted strings. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted && i + 1 < text.length()) {
                part.append(c).append(text.charAt(++i));
                continue;
            }
            quoted ^= c == '"';
            if (c == separator && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }
}
