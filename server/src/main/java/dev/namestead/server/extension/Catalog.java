package dev.namestead.server.extension;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
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
        return parse(builtInText(), null);
    }

    /**
     * The catalog that ships with the program, changed by a file of the same form: fields replace, new entries add.
     *
     * @throws CatalogException with all that is wrong
     */
    public static Catalog withChanges(Path file) {
        try {
            return parse(builtInText(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new CatalogException(List.of("cannot be read: " + file));
        }
    }

    static Catalog parse(String yaml, @Nullable String changes) {
        return new CatalogReader().read(yaml, changes);
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

    /** A problem for each registry that extensions sold by the API name and the configuration does not have. */
    public List<String> missingRegistries(Set<String> configured) {
        Set<String> named = new TreeSet<>();
        sold().forEach(extension -> named.add(extension.registryId()));
        named.removeAll(configured);
        List<String> problems = new ArrayList<>();
        for (String registry : named) {
            List<String> without = sold().stream()
                    .filter(extension -> extension.registryId().equals(registry))
                    .map(Extension::name)
                    .toList();
            problems.add("no registry \"" + registry + "\" for the extensions " + String.join(", ", without));
        }
        return problems;
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
        return "Catalog" + Map.copyOf(extensions).keySet();
    }
}
