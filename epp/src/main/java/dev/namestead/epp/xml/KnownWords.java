package dev.namestead.epp.xml;

import org.jspecify.annotations.Nullable;

/**
 * Names and values that were read before. All frames consist of the same few words: they are made once, and codecs that look for one
 * find the very same. Threads share it without a lock, for the worst that they can do is to make a word twice.
 */
final class KnownWords {

    /** A power of two, several times what all schemas of EPP have. */
    private static final int PLACES = 2048;

    private static final int LONGEST = 64;

    private final @Nullable String[] words = new @Nullable String[PLACES];

    /** What stands from here to there. Long ones are not kept. */
    String of(char[] text, int from, int to) {
        if (to - from > LONGEST) {
            return new String(text, from, to - from);
        }
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        int place = (hash ^ hash >>> 11) & PLACES - 1;
        String known = words[place];
        if (known == null || !isSame(known, text, from, to)) {
            known = new String(text, from, to - from);
            words[place] = known;
        }
        return known;
    }

    private static boolean isSame(String word, char[] text, int from, int to) {
        if (word.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (word.charAt(i - from) != text[i]) {
                return false;
            }
        }
        return true;
    }
}
