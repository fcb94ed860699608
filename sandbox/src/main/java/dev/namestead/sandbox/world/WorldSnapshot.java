package dev.namestead.sandbox.world;

import dev.namestead.sandbox.fault.Fault;
import dev.namestead.sandbox.registry.RegistryEvent;
import java.util.List;
import java.util.Map;

/**
 * What a world was like.
 *
 * @param offsetMillis how far its clock was ahead of the wall clock
 * @param registries what each knew, by its id
 */
public record WorldSnapshot(long offsetMillis, List<Fault> faults, Map<String, List<RegistryEvent>> registries) {
    public WorldSnapshot {
        faults = List.copyOf(faults);
        registries = Map.copyOf(registries);
    }
}
