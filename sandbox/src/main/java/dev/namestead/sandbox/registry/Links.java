package dev.namestead.sandbox.registry;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which objects refer to a thing. Written under one lock, read without. Most things have few, and then take little room. */
final class Links {
    private static final int FEW = 4;

    private final Map<String, Set<String>> byTarget = new ConcurrentHashMap<>();

    void add(String target, String from) {
        byTarget.merge(target, Set.of(from), (present, one) -> with(present, from));
    }

    private static Set<String> with(Set<String> present, String from) {
        if (present.contains(from)) {
            return present;
        }
        if (present.size() > FEW) {
            present.add(from);
            return present;
        }
        if (present.size() == FEW) {
            Set<String> many = ConcurrentHashMap.newKeySet();
            many.addAll(present);
            many.add(from);
            return many;
        }
        String[] few = present.toArray(new String[present.size() + 1]);
        few[present.size()] = from;
        return Set.of(few);
    }

    void remove(String target, String from) {
        byTarget.computeIfPresent(target, (ignored, present) -> without(present, from));
    }

    private static @Nullable Set<String> without(Set<String> present, String from) {
        if (!present.contains(from)) {
            return present;
        }
        if (present.size() > FEW + 1) {
            present.remove(from);
            return present;
        }
        Set<String> left = present.stream().filter(each -> !each.equals(from)).collect(Collectors.toUnmodifiableSet());
        return left.isEmpty() ? null : left;
    }

    Set<String> of(String target) {
        return Collections.unmodifiableSet(byTarget.getOrDefault(target, Set.of()));
    }

    void clear() {
        byTarget.clear();
    }
}
