package dev.namestead.sandbox.profile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names that a registry treats apart, by their label under any of its extensions.
 *
 * @param premium those with a price of their own
 * @param reserved those that it keeps back
 * @param claims those that resemble a mark: who registers one must have accepted the notice of it (RFC 8334)
 * @param classes whole kinds of names with another price
 */
public record NameLists(Map<String, Price> premium, Set<String> reserved, Set<String> claims, List<NameClass> classes) {

    public NameLists {
        premium = Map.copyOf(premium);
        reserved = Set.copyOf(reserved);
        claims = Set.copyOf(claims);
        classes = List.copyOf(classes);
    }

    /**
     * A kind of names.
     *
     * @param name of the kind, as the fee extension tells it
     * @param labels which they are
     */
    public record NameClass(String name, Pattern labels, Price price) {}

    /** The first kind that the label is of. */
    public Optional<NameClass> classOf(String label) {
        return classes.stream()
                .filter(each -> each.labels().matcher(label).matches())
                .findFirst();
    }
}
