package dev.namestead.sandbox.registry;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which objects refer to a thing. Written under one lock, read without. */
final class Links {
    private final Map<String, Set<String>> byTarget = new ConcurrentHashMap<>();

    void add(String target, String from) {
        byTarget.computeIfAbsent(target, ignored -> ConcurrentHashMap.newKeySet())
                .add(from);
    }

    void remove(String target, String from) {
        byTarget.computeIfPresent(target, (ignored, present) -> {
            present.remove(from);
            return present.isEmpty() ? null : present;
        });
    }

    Set<String> of(String target) {
        return Collections.unmodifiableSet(byTarget.getOrDefault(target, Set.of()));
    }

    void clear() {
        byTarget.clear();
    }
}
