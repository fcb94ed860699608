package dev.namestead.sandbox.world;

import dev.namestead.sandbox.fault.Fault;
import dev.namestead.sandbox.fault.FaultSpec;
import dev.namestead.sandbox.fault.FaultTarget;
import dev.namestead.sandbox.fault.Faults;
import dev.namestead.sandbox.profile.RegistryProfile;
import dev.namestead.sandbox.registry.Registry;
import dev.namestead.sandbox.registry.RegistrySettings;
import dev.namestead.sandbox.storage.DataDirectory;
import dev.namestead.sandbox.storage.Journal;
import dev.namestead.sandbox.storage.JsonEventCodec;
import dev.namestead.sandbox.storage.LiveEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** Registries with one clock and one set of faults, all durable. Time is moved by one caller at a time. */
public final class World implements AutoCloseable {
    /** Ten-year terms fit many times; a name that renews itself for millennia would only fill the journal. */
    private static final Instant END_OF_TIME = Instant.parse("2200-01-01T00:00:00Z");

    private final WorldClock clock;
    private final Faults faults = new Faults();
    private final Journal<WorldEvent> journal;
    private final Map<String, Registry> registries = new LinkedHashMap<>();
    private final ReentrantLock mover = new ReentrantLock();

    /**
     * Reads everything back from the directory.
     *
     * @param profiles that share the extensions among themselves: names go where their extension is sold
     * @param practice that stand beside them, each with names of its own
     */
    public World(
            DataDirectory directory,
            List<RegistryProfile> profiles,
            List<RegistryProfile> practice,
            RegistrySettings settings,
            InstantSource wall) {
        this.clock = new WorldClock(wall);
        this.journal = Journal.open(
                directory.journal("world"), new JsonEventCodec<>(WorldEvent.class), this::apply, new Live());
        try {
            for (RegistryProfile profile : profiles) {
                registries.put(
                        profile.id(), new Registry(profile, settings, clock, directory.registryJournal(profile.id())));
            }
            new Rehoming(List.copyOf(registries.values())).run(directory, settings, clock);
            for (RegistryProfile profile : practice) {
                registries.put(
                        profile.id(), new Registry(profile, settings, clock, directory.practiceJournal(profile.id())));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** An empty world that is kept in memory only. */
    public World(List<RegistryProfile> profiles, RegistrySettings settings, InstantSource wall) {
        this.clock = new WorldClock(wall);
        this.journal = Journal.unkept();
        for (RegistryProfile profile : profiles) {
            registries.put(profile.id(), new Registry(profile, settings, clock));
        }
    }

    private void apply(WorldEvent event) {
        switch (event) {
            case WorldEvent.ClockMoved(long offset) -> clock.offset(offset);
            case WorldEvent.FaultSet(Fault fault) -> faults.restore(fault);
            case WorldEvent.FaultsRemoved(long id) when id == 0 -> faults.removeAll();
            case WorldEvent.FaultsRemoved(long id) -> faults.remove(id);
        }
    }

    /** The clock and the faults as they stand when nobody moves anything: the clock stands a moment after that was written. */
    private final class Live implements LiveEvents<WorldEvent> {
        @Override
        public long count() {
            return faults.all().size() + 1L;
        }

        @Override
        public Iterator<WorldEvent> events() {
            mover.lock();
            try {
                List<WorldEvent> events = new ArrayList<>(List.of(new WorldEvent.ClockMoved(clock.offset())));
                faults.all().forEach(fault -> events.add(new WorldEvent.FaultSet(fault)));
                return events.iterator();
            } finally {
                mover.unlock();
            }
        }
    }

    public Collection<Registry> registries() {
        return registries.values();
    }

    public Optional<Registry> registry(String id) {
        return Optional.ofNullable(registries.get(id));
    }

    public Instant now() {
        return clock.now();
    }

    /** The earliest instant at which something happens by itself at any registry. */
    public Optional<Instant> nextDue() {
        return registries.values().stream()
                .flatMap(registry -> registry.nextDue().stream())
                .min(Comparator.naturalOrder());
    }

    /**
     * Moves the clock and runs what became due, in the order of due instants over all registries; answers how many things
     * that were. Throws {@link IllegalArgumentException} for an instant that has passed or is absurdly far.
     */
    public int moveClockTo(Instant target) {
        mover.lock();
        try {
            if (target.isAfter(END_OF_TIME)) {
                throw new IllegalArgumentException("The clock ends at " + END_OF_TIME + ".");
            }
            long offset = clock.offsetFor(target);
            // Durable first: after a crash in the midst the start finds the clock at its target and runs the rest.
            remember(new WorldEvent.ClockMoved(offset));
            clock.offset(offset);
            return runDue();
        } finally {
            mover.unlock();
        }
    }

    /** Moves the clock by a duration. */
    public int advanceClock(Duration by) {
        mover.lock();
        try {
            return moveClockTo(clock.now().plus(by));
        } finally {
            mover.unlock();
        }
    }

    /** Runs what is due by now. */
    public int runDue() {
        mover.lock();
        try {
            Instant now = clock.now();
            int ran = 0;
            while (runEarliest(now)) {
                ran++;
            }
            registries.values().forEach(Registry::awaitDurable);
            return ran;
        } finally {
            mover.unlock();
        }
    }

    /** The same unless somebody moves the clock at this moment, who then does it: one world must not hold up the others. */
    void tick() {
        if (mover.tryLock()) {
            try {
                runDue();
            } finally {
                mover.unlock();
            }
        }
    }

    private boolean runEarliest(Instant now) {
        record Due(Registry registry, Instant at) {}
        List<Due> dues = new ArrayList<>();
        for (Registry registry : registries.values()) {
            registry.nextDue().filter(at -> !at.isAfter(now)).ifPresent(at -> dues.add(new Due(registry, at)));
        }
        return dues.stream()
                .min(Comparator.comparing(Due::at))
                .map(due -> due.registry().runNextDue(now))
                .orElse(false);
    }

    /** Adds a fault, durably. */
    public Fault addFault(FaultSpec spec) {
        Fault fault = faults.add(spec);
        remember(new WorldEvent.FaultSet(fault));
        return fault;
    }

    public List<Fault> faults() {
        return faults.all();
    }

    /** Removes a fault, durably; false when there is none with that id. */
    public boolean removeFault(long id) {
        boolean removed = faults.remove(id);
        remember(new WorldEvent.FaultsRemoved(id));
        return removed;
    }

    /** Removes all faults, durably. */
    public void removeFaults() {
        faults.removeAll();
        remember(new WorldEvent.FaultsRemoved(0));
    }

    /** The fault that misleads this command, if any; its counter is durable before it acts, so that it acts only once. */
    public Optional<Fault> meetFault(FaultTarget target) {
        Optional<Fault> met = faults.meet(target, counted -> journal.append(List.of(new WorldEvent.FaultSet(counted))));
        met.ifPresent(fault -> journal.awaitDurable(journal.appended()));
        return met;
    }

    /** Forgets all objects, messages and faults; the clock stays, since it never goes back. Callers cut the sessions. */
    public void reset() {
        mover.lock();
        try {
            removeFaults();
            registries.values().forEach(Registry::clear);
        } finally {
            mover.unlock();
        }
    }

    /** All that this world knows at one instant, for {@link #restore}; callers see to it that nothing is under way. */
    public WorldSnapshot snapshot() {
        mover.lock();
        try {
            return new WorldSnapshot(
                    clock.offset(),
                    faults.all(),
                    registries.values().stream()
                            .collect(Collectors.toMap(each -> each.profile().id(), Registry::snapshot)));
        } finally {
            mover.unlock();
        }
    }

    /** Goes back to a snapshot of this world, its time included. Callers cut the sessions. */
    public void restore(WorldSnapshot snapshot) {
        mover.lock();
        try {
            removeFaults();
            snapshot.registries()
                    .forEach((id, events) -> registry(id).orElseThrow().restore(events));
            snapshot.faults().forEach(fault -> {
                faults.restore(fault);
                remember(new WorldEvent.FaultSet(fault));
            });
            clock.goBack(snapshot.offsetMillis());
        } finally {
            mover.unlock();
        }
    }

    private void remember(WorldEvent event) {
        journal.awaitDurable(journal.append(List.of(event)));
    }

    @Override
    public void close() {
        registries.values().forEach(Registry::close);
        journal.close();
    }
}
