package dev.namestead.server.search;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.extension.Extension;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A search term, understood: its words, and the domain name that it is, if it is one.
 *
 * @param words lower-case letters and digits, at least one
 */
record Phrase(List<String> words, Optional<DomainName> name) {
    private static final int MAX_LENGTH = 100;
    private static final Pattern ADDRESS = Pattern.compile("^[a-z][a-z0-9+.-]*://");
    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
    private static final Pattern APOSTROPHES = Pattern.compile("['\u2018\u2019]");

    /** @throws RefusedException 1001 and 1002 of the contract */
    static Phrase read(@Nullable String term, Catalog catalog, Segmentation segmentation) {
        if (term == null || term.isEmpty()) {
            throw new RefusedException(Refusal.SEARCH_TERM_MISSING, "Missing required parameter: q");
        }
        if (term.codePointCount(0, term.length()) > MAX_LENGTH) {
            throw unusable("Parameter q exceeds maximum length of 100 characters");
        }
        if (term.codePoints().anyMatch(Character::isISOControl)) {
            throw unusable("Parameter q contains control characters");
        }
        String text = Normalizer.normalize(term, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
        if (isInternational(text)) {
            throw unusable("Parameter q is an internationalized name or punycode, which search does not support");
        }
        String host = host(text);
        if (catalog.find(withoutDots(host)).isPresent()) {
            throw unusable("Parameter q is only a domain extension; search for a keyword or a domain name");
        }
        List<String> words = words(host, segmentation);
        Optional<DomainName> name = registrableName(host, catalog);
        if (words.isEmpty()) {
            throw unusable("Parameter q has no letters or digits to search for");
        }
        return new Phrase(words, name);
    }

    private static boolean isInternational(String text) {
        return text.contains("xn--")
                || text.codePoints().anyMatch(point -> point > 0x7f && Character.isLetterOrDigit(point));
    }

    /** The part of a pasted address that can be a name. */
    private static String host(String text) {
        if (!ADDRESS.matcher(text).find()) {
            return text;
        }
        return ADDRESS.matcher(text).replaceFirst("").split("[/?#:]", 2)[0];
    }

    private static String withoutDots(String text) {
        return text.replaceAll("^\\.+|\\.+$", "");
    }

    /** What one would register of the text: {@code example.co.uk} of {@code www.example.co.uk}. */
    private static Optional<DomainName> registrableName(String text, Catalog catalog) {
        Optional<DomainName> name = DomainName.parse(text);
        while (name.isPresent()) {
            Optional<Extension> extension = catalog.find(name.get());
            if (extension.isPresent()) {
                return name;
            }
            name = DomainName.parse(name.get().extension());
        }
        return Optional.empty();
    }

    private static List<String> words(String text, Segmentation segmentation) {
        List<String> words = new ArrayList<>();
        for (String run : SEPARATORS.split(APOSTROPHES.matcher(text).replaceAll(""))) {
            if (!run.isEmpty()) {
                words.addAll(segmentation.words(run));
            }
        }
        return List.copyOf(words);
    }

    private static RefusedException unusable(String message) {
        return new RefusedException(Refusal.SEARCH_TERM_UNUSABLE, message);
    }
}
