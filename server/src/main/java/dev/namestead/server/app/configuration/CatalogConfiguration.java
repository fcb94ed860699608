package dev.namestead.server.app.configuration;

import java.nio.file.Path;
import java.util.Optional;

/** @param file the operator's own changes to the catalog of extensions, in the form of the built-in one */
public record CatalogConfiguration(Optional<Path> file) {}
