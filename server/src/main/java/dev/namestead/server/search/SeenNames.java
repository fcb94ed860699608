package dev.namestead.server.search;

import dev.namestead.server.database.Database;
import dev.namestead.server.extension.DomainName;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What checks have seen and the database has not been told yet. Nobody who checks waits for that: it serves searches only, so it is written
 * down soon, much at once, and lost in a crash without harm.
 */
public final class SeenNames implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SeenNames.class);
    /** What comes on top of so many between two writings is forgotten: nobody's check shall wait because others' are written down. */
    private static final int MOST = 200;

    private final Database database;
    private final NameKnowledge knowledge;
    private final Consumer<Runnable> soon;
    private Map<DomainName, NameState> unwritten = new HashMap<>();
    private Map<DomainName, NameState> beingWritten = Map.of();
    private boolean awaited;
    /** One writes at a time, or an older sight of a name could follow a newer one. */
    private final ReentrantLock writing = new ReentrantLock();

    /** @param soon runs what it is given beside the caller, a little later: so long what is seen is gathered */
    public SeenNames(Database database, NameKnowledge knowledge, Consumer<Runnable> soon) {
        this.database = database;
        this.knowledge = knowledge;
        this.soon = soon;
    }

    /** Remembers what was seen just now: the result of a check, a registration, a deletion. */
    public void add(Map<DomainName, NameState> seen) {
        synchronized (this) {
            if (seen.isEmpty() || unwritten.size() + seen.size() > MOST) {
                return;
            }
            unwritten.putAll(seen);
            if (awaited) {
                return;
            }
            awaited = true;
        }
        soon.accept(this::write);
    }

    /** Of these names, what is not in the database yet. */
    synchronized Map<DomainName, NameState> of(Collection<DomainName> names) {
        Map<DomainName, NameState> known = new HashMap<>();
        for (DomainName name : names) {
            NameState state = unwritten.getOrDefault(name, beingWritten.get(name));
            if (state != null) {
                known.put(name, state);
            }
        }
        return known;
    }

    private void write() {
        writing.lock();
        try {
            writeAll();
        } finally {
            writing.unlock();
        }
    }

    private void writeAll() {
        Map<DomainName, NameState> batch;
        synchronized (this) {
            awaited = false;
            batch = unwritten;
            unwritten = new HashMap<>();
            beingWritten = batch;
        }
        if (batch.isEmpty()) {
            return;
        }
        try {
            database.transact(tx -> knowledge.note(tx, batch));
        } catch (RuntimeException failure) {
            LOG.warn("what {} names were seen to be is forgotten", batch.size(), failure);
        }
        synchronized (this) {
            beingWritten = Map.of();
        }
    }

    /** Forgets what is not written yet: it was seen in a world that is no more. */
    public synchronized void forget() {
        unwritten = new HashMap<>();
        beingWritten = Map.of();
    }

    /** Writes what is left. */
    @Override
    public void close() {
        write();
    }
}
