package dev.namestead.sandbox.profile;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
 * @param lifeCycle the spans of a name's life
 * @param deposit what a registrar's orders are paid from; null where they are billed later
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
        LifeCycle lifeCycle,
        @Nullable Deposit deposit,
        Map<String, ExtensionTerms> extensions) {

    public RegistryProfile {
        contacts = List.copyOf(contacts);
        features = List.copyOf(features);
        extensions = Map.copyOf(extensions);
    }

    /** A registry of the same character with another id that sells something else. */
    public RegistryProfile selling(String otherId, Map<String, ExtensionTerms> otherExtensions) {
        return new RegistryProfile(
                otherId,
                name,
                repository,
                contacts,
                features,
                strictCheck,
                wrongExpiryCode,
                currency,
                restoreFee,
                premium,
                lifeCycle,
                deposit,
                otherExtensions);
    }

    /** The same with other spans of life. */
    public RegistryProfile withLifeCycle(LifeCycle other) {
        return new RegistryProfile(
                id,
                name,
                repository,
                contacts,
                features,
                strictCheck,
                wrongExpiryCode,
                currency,
                restoreFee,
                premium,
                other,
                deposit,
                extensions);
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
