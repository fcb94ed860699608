package dev.namestead.sandbox.fault;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The faults in force, oldest first; the first one that a command hits wins. Counters are handed on to be journalled. */
public final class Faults {
    private static final int MOST = 1_000;

    private final SortedMap<Long, Fault> byId = new TreeMap<>();
    private volatile boolean any;
    private long lastId;

    /** Puts a fault back as a journal remembers it. */
    public synchronized void restore(Fault fault) {
        byId.put(fault.id(), fault);
        lastId = Math.max(lastId, fault.id());
        any = true;
    }

    /** Adds a fault; throws {@link IllegalArgumentException} when there are too many. */
    public synchronized Fault add(FaultSpec spec) {
        if (byId.size() >= MOST) {
            throw new IllegalArgumentException("More than " + MOST + " faults. Delete those that are used up.");
        }
        Fault fault = new Fault(lastId + 1, spec, 0, 0);
        restore(fault);
        return fault;
    }

    public synchronized List<Fault> all() {
        return List.copyOf(byId.values());
    }

    /** True when there was such a fault. */
    public synchronized boolean remove(long id) {
        boolean removed = byId.remove(id) != null;
        any = !byId.isEmpty();
        return removed;
    }

    public synchronized void removeAll() {
        byId.clear();
        any = false;
    }

    /** The fault that misleads this command, if any. Faults whose counters moved are given to {@code counted}. */
    public Optional<Fault> meet(FaultTarget target, Consumer<Fault> counted) {
        if (!any) {
            return Optional.empty();
        }
        synchronized (this) {
            for (Fault fault : List.copyOf(byId.values())) {
                if (fault.spec().matches(target)) {
                    Fault now = fault.saw();
                    byId.put(now.id(), now);
                    counted.accept(now);
                    if (now.hits() > fault.hits()) {
                        return Optional.of(now);
                    }
                }
            }
            return Optional.empty();
        }
    }
}
