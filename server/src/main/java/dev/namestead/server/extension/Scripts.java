package dev.namestead.server.extension;

import com.ibm.icu.lang.UScript;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The scripts of a label (UTS 24), and which of them may stand together (UTS 39, "highly restrictive"). */
final class Scripts {

    /** Writing systems that use several scripts, each with Latin, as UTS 39 section 5.2 lists them. */
    private static final List<Set<Integer>> TOGETHER = List.of(
            Set.of(UScript.LATIN, UScript.HAN, UScript.HIRAGANA, UScript.KATAKANA),
            Set.of(UScript.LATIN, UScript.HAN, UScript.BOPOMOFO),
            Set.of(UScript.LATIN, UScript.HAN, UScript.HANGUL));

    private Scripts() {}

    /**
     * The scripts that are needed to write the text. Characters of all scripts, such as digits, count for none; one that several share
     * counts for those that are there already, else for all of its own.
     */
    static Set<Integer> of(String text) {
        Set<Integer> sure = new HashSet<>();
        Set<BitSet> shared = new HashSet<>();
        text.codePoints().forEach(point -> {
            BitSet all = new BitSet();
            UScript.getScriptExtensions(point, all);
            if (all.get(UScript.COMMON) || all.get(UScript.INHERITED)) {
                return;
            }
            if (all.cardinality() == 1) {
                sure.add(all.nextSetBit(0));
            } else {
                shared.add(all);
            }
        });
        for (BitSet all : shared) {
            if (all.stream().noneMatch(sure::contains)) {
                sure.add(all.nextSetBit(0));
            }
        }
        return sure;
    }

    /** Whether these scripts stand together in real words; other mixtures are made to deceive. */
    static boolean standTogether(Collection<Integer> scripts) {
        return scripts.size() <= 1 || TOGETHER.stream().anyMatch(set -> set.containsAll(scripts));
    }
}
