package dev.namestead.server.app.configuration;

import dev.namestead.server.extension.Catalog;
import java.nio.file.Path;
import java.util.Optional;

/** @param file the operator's own changes to the catalog of extensions, in the form of the built-in one */
public record CatalogConfiguration(Optional<Path> file) {
    /** @throws dev.namestead.server.extension.CatalogException with every mistake in the file */
    public Catalog load() {
        return file.map(Catalog::withChanges).orElseGet(Catalog::builtIn);
    }
}
