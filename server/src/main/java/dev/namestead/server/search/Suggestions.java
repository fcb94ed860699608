package dev.namestead.server.search;

import dev.namestead.server.extension.DomainName;
import dev.namestead.server.extension.Extension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names that a phrase suggests, best first. Each name has a distance from what was asked: that of its label (joined, hyphenated, with an
 * affix) plus that of its extension (its place in the catalog, nearer where a word of the phrase fits it).
 */
final class Suggestions {
    private static final List<String> PREFIXES = List.of("my", "get", "the", "try", "go");
    private static final List<String> SUFFIXES = List.of("app", "shop", "hq", "online", "hub", "lab");
    /** Words that carry no meaning of their own in a name. */
    private static final Set<String> FILLERS =
            Set.of("a", "an", "and", "at", "best", "for", "from", "in", "of", "on", "or", "the", "to", "with");

    private static final int WITHOUT_FILLERS = 4;
    private static final int HYPHENATED = 6;
    private static final int LAST_WORD_IS_EXTENSION = -6;
    private static final int FIRST_AFFIX = 14;

    /** @param core whether it is the phrase itself, which is shown also when it is taken */
    record Suggestion(DomainName name, Extension extension, int distance, boolean core) {}

    private final List<Extension> extensions;
    private final Map<DomainName, Suggestion> found = new HashMap<>();

    /** @param extensions the only ones to suggest, most wanted first */
    Suggestions(List<Extension> extensions) {
        this.extensions = extensions;
    }

    /** All suggestions in one order that depends on nothing but the phrase and the catalog. */
    List<Suggestion> of(Phrase phrase) {
        List<String> words = phrase.name().map(name -> List.of(name.label())).orElse(phrase.words());
        Set<String> all = Set.copyOf(phrase.words());
        for (int place = 0; place < extensions.size(); place++) {
            Extension extension = extensions.get(place);
            // One that fits comes right after the most wanted of all, however seldom it is wanted otherwise.
            int distance = fits(extension, all) ? Math.min(place, 1) : place;
            suggest(words, extension, distance);
        }
        phrase.name().ifPresent(this::putFirst);
        return found.values().stream()
                .sorted(Comparator.comparingInt(Suggestion::distance).thenComparing(Suggestion::name))
                .toList();
    }

    private void suggest(List<String> words, Extension extension, int distance) {
        String joined = String.join("", words);
        add(joined, extension, distance, true);
        if (words.size() > 1) {
            add(String.join("-", words), extension, distance + HYPHENATED, false);
            withoutLastWord(words, extension, distance);
            withoutFillers(words, extension, distance);
        }
        for (int i = 0; i < PREFIXES.size(); i++) {
            if (!joined.startsWith(PREFIXES.get(i))) {
                add(PREFIXES.get(i) + joined, extension, distance + FIRST_AFFIX + 2 * i, false);
            }
        }
        for (int i = 0; i < SUFFIXES.size(); i++) {
            boolean twice = joined.endsWith(SUFFIXES.get(i)) || extension.name().equals(SUFFIXES.get(i));
            if (!twice) {
                add(joined + SUFFIXES.get(i), extension, distance + FIRST_AFFIX + 1 + 2 * i, false);
            }
        }
    }

    /** "coffee shop" as {@code coffee.shop}. */
    private void withoutLastWord(List<String> words, Extension extension, int distance) {
        if (words.getLast().equals(extension.name())) {
            String rest = String.join("", words.subList(0, words.size() - 1));
            add(rest, extension, distance + LAST_WORD_IS_EXTENSION, true);
        }
    }

    private void withoutFillers(List<String> words, Extension extension, int distance) {
        List<String> meaning = new ArrayList<>(words);
        meaning.removeAll(FILLERS);
        if (!meaning.isEmpty() && meaning.size() < words.size()) {
            add(String.join("", meaning), extension, distance + WITHOUT_FILLERS, false);
        }
    }

    private void putFirst(DomainName name) {
        found.computeIfPresent(name, (same, there) -> new Suggestion(name, there.extension(), Integer.MIN_VALUE, true));
    }

    private void add(String label, Extension extension, int distance, boolean core) {
        DomainName.parse(label + "." + extension.name()).ifPresent(name -> {
            Suggestion suggestion = new Suggestion(name, extension, distance, core);
            found.merge(name, suggestion, (old, other) -> old.distance() <= other.distance() ? old : other);
        });
    }

    private static boolean fits(Extension extension, Set<String> words) {
        return words.contains(extension.name()) || extension.words().stream().anyMatch(words::contains);
    }
}
