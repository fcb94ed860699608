package dev.namestead.sandbox.world;

import dev.namestead.sandbox.profile.Profiles;
import dev.namestead.sandbox.registry.BusinessClock;
import dev.namestead.sandbox.registry.DomainObject;
import dev.namestead.sandbox.registry.Registry;
import dev.namestead.sandbox.registry.RegistrySettings;
import dev.namestead.sandbox.storage.DataDirectory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Old data follows its extension: when another registry sells {@code com} than the last time, the names under it move there at
 * the start, with the hosts and contacts that they refer to. First they are stored in the new place, then removed from the old
 * one, so that a crash between the two is mended by the next start.
 */
final class Rehoming {
    private static final Logger LOG = LoggerFactory.getLogger(Rehoming.class);

    private final Collection<Registry> registries;

    Rehoming(Collection<Registry> registries) {
        this.registries = registries;
    }

    /** Also looks at journals of registries that are no longer configured; those are only read and emptied. */
    void run(DataDirectory directory, RegistrySettings settings, BusinessClock clock) {
        registries.forEach(this::moveAway);
        List<String> configured =
                registries.stream().map(registry -> registry.profile().id()).toList();
        for (String id : directory.registries()) {
            if (!configured.contains(id)) {
                try (var gone = new Registry(Profiles.retired(id), settings, clock, directory.registryJournal(id))) {
                    moveAway(gone);
                }
            }
        }
    }

    private void moveAway(Registry from) {
        Map<DomainObject, Registry> moving = new LinkedHashMap<>();
        for (DomainObject domain : from.state().domains()) {
            if (from.profile().extensionOf(domain.name()).isEmpty()) {
                homeOf(domain.name()).ifPresent(home -> moving.put(domain, home));
            }
        }
        moving.forEach((domain, home) -> home.adopt(domain, from.state()));
        Set.copyOf(moving.values()).forEach(Registry::awaitDurable);
        moving.keySet().forEach(domain -> from.release(domain.name()));
        from.awaitDurable();
        if (!moving.isEmpty()) {
            LOG.info(
                    "{} names of registry {} moved to where they are sold now",
                    moving.size(),
                    from.profile().id());
        }
    }

    private Optional<Registry> homeOf(String name) {
        return registries.stream()
                .filter(registry -> registry.profile().extensionOf(name).isPresent())
                .findFirst();
    }
}
