package dev.namestead.server.extension;

import com.ibm.icu.lang.UScript;
import java.util.Locale;
import java.util.Set;

/** A set of scripts that a label may be written in together; registries publish such tables at IANA. */
public enum IdnTable {
    LATIN(UScript.LATIN),
    GREEK(UScript.GREEK),
    CYRILLIC(UScript.CYRILLIC),
    HEBREW(UScript.HEBREW),
    ARABIC(UScript.ARABIC),
    DEVANAGARI(UScript.DEVANAGARI),
    THAI(UScript.THAI),
    CHINESE(UScript.HAN, UScript.BOPOMOFO, UScript.LATIN),
    JAPANESE(UScript.HAN, UScript.HIRAGANA, UScript.KATAKANA, UScript.LATIN),
    KOREAN(UScript.HANGUL, UScript.HAN, UScript.LATIN);

    private final Set<Integer> scripts;

    IdnTable(Integer... scripts) {
        this.scripts = Set.of(scripts);
    }

    /** Whether a label of these scripts can be written with this table alone. */
    boolean covers(Set<Integer> used) {
        return scripts.containsAll(used);
    }

    /** The text in the catalog file. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
