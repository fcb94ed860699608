package dev.namestead.server.registry;

import java.util.List;
import java.util.Optional;

/** All registries that this registrar has a connection to. */
public interface Registries {
    /** The registry of this id (see {@code Extension.registry()}), where one is configured. */
    Optional<Registry> find(String registryId);

    List<Registry> all();
}
