package dev.namestead.server.extension;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** All extensions that this registrar knows, in the catalog's own order; unchangeable once loaded. */
public final class Catalog {
    private static final String BUILT_IN = "/catalog.yaml";

    private final SequencedMap<String, Extension> extensions;

    Catalog(SequencedMap<String, Extension> extensions) {
        this.extensions = extensions;
    }

    /** The catalog that ships with the program. */
    public static Catalog builtIn() {
        return new CatalogReader().read(builtInText(), Optional.empty(), BUILT_IN.substring(1));
    }

    /**
     * The catalog that ships with the program, changed by a file of the same form: fields replace, new entries add.
     *
     * @throws CatalogException with all that is wrong
     */
    public static Catalog withChanges(Path file) {
        try {
            return new CatalogReader().read(builtInText(), Optional.of(Files.readString(file)), file.toString());
        } catch (IOException unreadable) {
            throw new CatalogException(file + " cannot be read");
        }
    }

    static Catalog parse(String yaml, @Nullable String changes) {
        return new CatalogReader().read(yaml, Optional.ofNullable(changes), "catalog.yaml");
    }

    /** The extension of this name, without a leading dot. */
    public Optional<Extension> find(String extension) {
        return Optional.ofNullable(extensions.get(extension));
    }

    /** The extension that the name stands directly below. */
    public Optional<Extension> find(DomainName name) {
        return find(name.extension());
    }

    /** Whatever is sold by the API, most wanted first. */
    public List<Extension> sold() {
        return extensions.values().stream().filter(Extension::soldByApi).toList();
    }

    public Collection<Extension> all() {
        return extensions.sequencedValues();
    }

    /**
     * The part of the catalog that can be sold with these registries: an extension whose registry is not among them is not known, since a
     * registration on it could never end.
     *
     * @param extensionsByRegistry what each registry may be used for; empty for all that the catalog gives to it
     * @throws IllegalArgumentException a registry is to be used for what the catalog does not give to it
     */
    public Catalog soldThrough(Map<String, List<String>> extensionsByRegistry) {
        extensionsByRegistry.forEach((registry, names) -> {
            List<String> foreign = notGivenTo(registry, names);
            if (!foreign.isEmpty()) {
                throw new IllegalArgumentException("The catalog does not give " + foreign + " to registry " + registry);
            }
        });
        SequencedMap<String, Extension> part = new LinkedHashMap<>();
        extensions.forEach((name, extension) -> {
            List<String> wanted = extensionsByRegistry.get(extension.registryId());
            boolean reachable = wanted != null && (wanted.isEmpty() || wanted.contains(name));
            if (reachable || !extension.soldByApi()) {
                part.put(name, extension);
            }
        });
        return new Catalog(Collections.unmodifiableSequencedMap(part));
    }

    /** Those of the names that the catalog does not give to this registry. */
    public List<String> notGivenTo(String registry, List<String> names) {
        return names.stream()
                .filter(name -> find(name)
                        .filter(extension -> extension.registryId().equals(registry))
                        .isEmpty())
                .toList();
    }

    /** The same with extensions that are held by other registries. */
    public Catalog heldBy(Map<String, List<String>> extensionsByRegistry) {
        Map<String, String> registries = new HashMap<>();
        extensionsByRegistry.forEach((registry, names) -> names.forEach(name -> registries.put(name, registry)));
        SequencedMap<String, Extension> moved = new LinkedHashMap<>();
        extensions.forEach((name, extension) ->
                moved.put(name, extension.heldBy(registries.getOrDefault(name, extension.registryId()))));
        return new Catalog(Collections.unmodifiableSequencedMap(moved));
    }

    private static String builtInText() {
        try (InputStream in = Catalog.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("The program was packed without " + BUILT_IN);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public String toString() {
        return "Catalog" + extensions.keySet();
    }
}
