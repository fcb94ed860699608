package dev.namestead.sandbox.profile;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sandbox registry's character, read from YAML.
 *
 * @param id short name, used in addresses, files and settings
 * @param name how it introduces itself in the greeting
 * @param repository the suffix of its repository object ids (RFC 5730 section 2.8)
 * @param contacts roles that a create must name; empty for a contactless registry, which refuses contacts altogether
 * @param features what it speaks beyond domains and hosts
 * @param strictCheck true where one bad name fails a whole check, as at some real registries
 * @param wrongExpiryCode the result for a renewal with another expiry date: real registries answer 2306 or 2004
 * @param currency ISO 4217, of all prices
 * @param restoreFee the price of a restore
 * @param premium the price of names that end in {@code -premium}
 * @param extensions what it sells, by extension
 */
public record RegistryProfile(
        String id,
        String name,
        String repository,
        List<ContactRole> contacts,
        List<Feature> features,
        boolean strictCheck,
        int wrongExpiryCode,
        String currency,
        BigDecimal restoreFee,
        Price premium,
        Map<String, ExtensionTerms> extensions) {

    public RegistryProfile {
        contacts = List.copyOf(contacts);
        features = List.copyOf(features);
        extensions = Map.copyOf(extensions);
    }

    /** A registry that is no longer configured: it sells nothing, its journal can only be read out. */
    public static RegistryProfile retired(String id) {
        return new RegistryProfile(
                id,
                id,
                "NSGONE",
                List.of(),
                List.of(),
                false,
                2306,
                "USD",
                BigDecimal.ZERO,
                new Price(BigDecimal.ZERO, BigDecimal.ZERO),
                Map.of());
    }

    /** True where contact objects exist. */
    public boolean isThick() {
        return !contacts.isEmpty();
    }

    /** True where the registry speaks it. */
    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** The longest sold extension that the name lies directly or deeper under, such as {@code co.uk}. */
    public Optional<String> extensionOf(String name) {
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            String suffix = name.substring(dot + 1);
            if (extensions.containsKey(suffix)) {
                return Optional.of(suffix);
            }
        }
        return Optional.empty();
    }

    /** The terms of an extension that is sold here. */
    public ExtensionTerms terms(String extension) {
        ExtensionTerms terms = extensions.get(extension);
        if (terms == null) {
            throw new IllegalArgumentException(id + " does not sell " + extension);
        }
        return terms;
    }
}
