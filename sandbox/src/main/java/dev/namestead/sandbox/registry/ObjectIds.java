package dev.namestead.sandbox.registry;

import java.util.Locale;

/** Repository object ids such as {@code D1K-NSTHICK} (RFC 5730 section 2.8): a kind, a number in base 36, the repository. */
final class ObjectIds {
    private ObjectIds() {}

    static String of(char kind, long number, String repository) {
        return kind + Long.toString(number, 36).toUpperCase(Locale.ROOT) + "-" + repository;
    }

    static long number(String roid) {
        return Long.parseLong(roid.substring(1, roid.indexOf('-')), 36);
    }
}
