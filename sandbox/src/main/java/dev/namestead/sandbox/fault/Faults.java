package dev.namestead.sandbox.fault;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The faults in force, oldest first; the first one that a command hits wins. Counters are handed on to be journalled. */
public final class Faults {
    private static final int MOST = 1_000;
    private static final long NANOS_OF_A_MILLI = 1_000_000;

    private final SortedMap<Long, Fault> byId = new TreeMap<>();
    /** When the commands came that a limit counts, in machine time. */
    private final Map<Long, Deque<Long>> recent = new HashMap<>();

    private final LongSupplier nanoTime;
    private volatile boolean any;
    private long lastId;

    public Faults() {
        this(System::nanoTime);
    }

    Faults(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

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
        recent.remove(id);
        any = !byId.isEmpty();
        return removed;
    }

    public synchronized void removeAll() {
        byId.clear();
        recent.clear();
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
                    Fault now = fault.saw(isOverLimit(fault));
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

    /** True also for a fault that is no limit. */
    private boolean isOverLimit(Fault fault) {
        Integer limit = fault.spec().limit();
        Long millis = fault.spec().millis();
        if (limit == null || millis == null) {
            return true;
        }
        Deque<Long> times = recent.computeIfAbsent(fault.id(), ignored -> new ArrayDeque<>());
        long now = nanoTime.getAsLong();
        while (!times.isEmpty() && now - times.getFirst() > millis * NANOS_OF_A_MILLI) {
            times.removeFirst();
        }
        boolean over = times.size() >= limit;
        if (!over) {
            times.addLast(now);
        }
        return over;
    }
}
