package dev.namestead.server.registry.epp;

import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResult;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a registry says to people: the texts of its results with their reasons. Shown, never parsed. */
final class Messages {

    private static final int LONGEST = 500;

    private Messages() {}

    static String of(EppResponse answer) {
        Set<String> texts = new LinkedHashSet<>();
        for (EppResult result : answer.results()) {
            texts.add(result.msg());
            result.extValues().forEach(value -> texts.add(value.reason()));
        }
        texts.removeIf(String::isBlank);
        String text = String.join("; ", texts);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
