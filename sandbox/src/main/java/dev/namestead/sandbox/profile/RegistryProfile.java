package dev.namestead.sandbox.profile;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.extension.FeeVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A sandbox registry's character, read from YAML.
 *
 * @param id short name, used in addresses, files and settings
 * @param name how it introduces itself in the greeting
 * @param repository the suffix of its repository object ids (RFC 5730 section 2.8)
 * @param contacts roles that a create must name; empty for a contactless registry, which refuses contacts altogether
 * @param features what it speaks beyond domains and hosts
 * @param announced further URIs in the greeting, of which it knows nothing else
 * @param extensions what it sells, by extension, the most usual first
 */
public record RegistryProfile(
        String id,
        String name,
        String repository,
        List<ContactRole> contacts,
        List<Feature> features,
        List<String> announced,
        Habits habits,
        Prices prices,
        LifeCycle lifeCycle,
        NameLists lists,
        Map<String, ExtensionTerms> extensions) {

    public RegistryProfile {
        contacts = List.copyOf(contacts);
        features = List.copyOf(features);
        announced = List.copyOf(announced);
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    }

    /** A registry of the same character with another id that sells something else. */
    public RegistryProfile selling(String otherId, Map<String, ExtensionTerms> others) {
        return new RegistryProfile(
                otherId, name, repository, contacts, features, announced, habits, prices, lifeCycle, lists, others);
    }

    /** The same with other spans of life. */
    public RegistryProfile withLifeCycle(LifeCycle other) {
        return new RegistryProfile(
                id, name, repository, contacts, features, announced, habits, prices, other, lists, extensions);
    }

    /** True where contact objects exist. */
    public boolean isThick() {
        return !contacts.isEmpty();
    }

    /** True where the registry speaks it. */
    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** True where prices are spoken of, in whichever extension. */
    public boolean tellsPrices() {
        return has(Feature.CHARGE)
                || features.stream().anyMatch(feature -> feature.fee().isPresent());
    }

    /** True where commands must name the extension that they are for (namestoreExt). */
    public boolean wantsSubProduct() {
        return has(Feature.NAMESTORE);
    }

    /** The newest version of the fee extension that the registry and whoever declared these URIs both speak. */
    public Optional<FeeVersion> feeVersion(Set<String> declared) {
        return FeeVersion.newest(uri -> declared.contains(uri)
                && features.stream().anyMatch(feature -> feature.uri().equals(uri)));
    }

    /** The object URIs of the greeting. */
    public List<String> objectUris() {
        List<String> uris = new ArrayList<>(List.of(EppNamespace.DOMAIN, EppNamespace.HOST));
        if (isThick() || habits.contactsRefusedWith() != null) {
            uris.add(EppNamespace.CONTACT);
        }
        features.stream().filter(Feature::isObject).map(Feature::uri).forEach(uris::add);
        return uris;
    }

    /** The extension URIs of the greeting. */
    public List<String> extensionUris() {
        List<String> uris = new ArrayList<>();
        features.stream()
                .filter(feature -> !feature.isObject())
                .map(Feature::uri)
                .forEach(uris::add);
        uris.addAll(announced);
        return uris;
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
