package dev.namestead.epp.xml;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names and values that were read before. All frames consist of the same few words: they are made once, and codecs that look for one
 * find the very same. Threads share it without a lock, for the worst that they can do is to make a word twice.
 */
final class KnownWords {

    /** A power of two, several times what all schemas of EPP have. */
    private static final int PLACES = 2048;

    private static final int LONGEST = 64;

    /** Its letters stand apart too: to compare them one by one with those of a string took a tenth of all reading. */
    private record Word(String text, char[] letters) {

        boolean isAt(char[] place, int from) {
            for (int i = 0; i < letters.length; i++) {
                if (letters[i] != place[from + i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private final @Nullable Word[] words = new @Nullable Word[PLACES];

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
        Word known = words[place];
        if (known == null || known.letters.length != to - from || !known.isAt(text, from)) {
            char[] letters = Arrays.copyOfRange(text, from, to);
            known = new Word(new String(letters), letters);
            words[place] = known;
        }
        return known.text;
    }
}
