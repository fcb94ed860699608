package dev.namestead.server.sandbox;

import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.sandbox.RegistryControl.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves business time forward, from one due instant to the next: the registries' clock first, then ours, then whatever is due, so that
 * nothing sees the future before its past has happened. One mover at a time; a move that a crash cut off is resumed.
 */
public final class SandboxClock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SandboxClock.class);
    /** Longest wait (machine time) for what is due at one instant. */
    private static final Duration SETTLE = Duration.ofSeconds(20);
    /** How far the two clocks may be apart. */
    private static final Duration DRIFT = Duration.ofSeconds(1);
    /** Stops of one move; decades of daily events. */
    private static final int MOST_STOPS = 20_000;

    private final Database database;
    private final RegistryControl registries;
    private final DueWork work;
    private final Duration grain;
    private final ClockStore store = new ClockStore();
    private final ExecutorService mover = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("sandbox-clock").factory());

    public SandboxClock(Database database, RegistryControl registries, DueWork work) {
        this(database, registries, work, Duration.ZERO);
    }

    /** @param grain what falls due within it is done at one stop, at its end; zero where each instant has its own */
    public SandboxClock(Database database, RegistryControl registries, DueWork work, Duration grain) {
        this.database = database;
        this.registries = registries;
        this.work = work;
        this.grain = grain;
    }

    /**
     * What the clock shows.
     *
     * @param advancing whether a move is under way
     * @param nextDue the next thing to happen by itself, here or at a registry
     */
    public record View(Instant now, boolean advancing, Optional<Instant> nextDue) {}

    /** What a move came to; {@code unfinished} names what was due and still runs. */
    public record Moved(View view, List<String> unfinished) {}

    public View view() {
        Instant now = database.read(Tx::businessNow);
        boolean advancing = database.read(store::move).isPresent();
        return new View(now, advancing, earliest(registries.clock(), now));
    }

    /** At the start: sets whichever clock lags behind the other, and goes on with a move that a crash cut off. */
    public void resume() {
        align();
        database.read(store::move).ifPresent(move -> {
            LOG.info("the move of the clock to {} is resumed", move.to());
            CompletableFuture.supplyAsync(() -> run(move.to()), mover).exceptionally(failure -> {
                LOG.warn("the clock could not be moved on: {}", failure.toString());
                return List.of();
            });
        });
    }

    /** A registry that lives in our past would not know what we have bought; one in our future has moved before us. */
    private void align() {
        Instant ours = now();
        Instant theirs = registries.clock().now();
        if (Duration.between(ours, theirs).abs().compareTo(DRIFT) > 0) {
            // A little beyond the later one, so that the registries arrive there first as they always do.
            goTo((ours.isAfter(theirs) ? ours : theirs).plus(DRIFT), theirs);
        }
    }

    /** Business time. */
    public Instant now() {
        return database.read(Tx::businessNow);
    }

    /**
     * Moves the clock.
     *
     * @param requestId names the move, so that asking again after a lost answer does not move twice
     * @param patience how long to wait for the end (machine time); empty where the move goes on after it
     * @throws IllegalArgumentException the instant has passed
     * @throws IllegalStateException another move is under way
     */
    public Optional<Moved> moveTo(Instant to, Optional<String> requestId, Duration patience) {
        ClockStore.Begun begun = database.inTransaction(tx -> store.begin(tx, to, requestId));
        return switch (begun) {
            case MADE_ALREADY ->
                Optional.of(new Moved(view(), List.of()))
                        .filter(made -> !made.view().advancing());
            case PASSED -> throw new IllegalArgumentException("The clock only moves forward");
            case BUSY -> throw new IllegalStateException("The clock is being moved already");
            case BEGUN ->
                await(CompletableFuture.supplyAsync(() -> run(to), mover), patience)
                        .map(unfinished -> new Moved(view(), unfinished));
        };
    }

    private List<String> run(Instant to) {
        try {
            align();
            Instant settled = now();
            List<String> unfinished = work.settle(SETTLE);
            for (int stops = 0; stops < MOST_STOPS; stops++) {
                if (database.read(store::move).isEmpty()) {
                    LOG.info("the move of the clock to {} was ended by a reset", to);
                    return unfinished;
                }
                Clock theirs = registries.clock();
                Instant stop = earliest(theirs, settled)
                        .map(this::gathered)
                        .filter(due -> due.isBefore(to))
                        .orElse(to);
                goTo(stop, theirs.now());
                // What falls due while all this is being done is of the next stop, be it past by then.
                settled = now();
                unfinished = work.settle(SETTLE);
                if (!stop.isBefore(to)) {
                    return unfinished;
                }
            }
            LOG.warn("{} stops were made on the way to {}: the rest of what is due is done there", MOST_STOPS, to);
            goTo(to, registries.clock().now());
            return work.settle(SETTLE);
        } finally {
            database.transact(tx -> store.end(tx, to));
        }
    }

    private Instant gathered(Instant due) {
        if (grain.isZero()) {
            return due;
        }
        long into = Math.floorMod(due.toEpochMilli(), grain.toMillis());
        return due.truncatedTo(ChronoUnit.MILLIS).plusMillis(grain.toMillis() - into);
    }

    /** @param theirs what the registries' clock showed a moment ago */
    private void goTo(Instant stop, Instant theirs) {
        if (stop.isAfter(theirs)) {
            registries.moveClock(stop);
        }
        database.transact(tx -> store.advanceTo(tx, stop));
    }

    private Optional<Instant> earliest(Clock registryClock, Instant now) {
        Optional<Instant> ours = work.nextAfter(now);
        Optional<Instant> theirs = registryClock.nextDue().filter(due -> due.isAfter(now));
        if (ours.isPresent() && theirs.isPresent()) {
            return ours.get().isBefore(theirs.get()) ? ours : theirs;
        }
        return ours.isPresent() ? ours : theirs;
    }

    /** Waits (machine time) until no move is under way here; one whose row is gone ends at its next stop. */
    void awaitStanding(Duration most) {
        await(CompletableFuture.supplyAsync(List::of, mover), most);
    }

    private static Optional<List<String>> await(CompletableFuture<List<String>> move, Duration patience) {
        try {
            return Optional.of(move.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException goesOn) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        mover.shutdownNow();
    }
}
