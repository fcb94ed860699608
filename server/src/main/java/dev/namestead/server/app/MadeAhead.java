package dev.namestead.server.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has things made a little before they are asked for, once one was asked for: who wants one wants more. No more are made at once than there
 * are processors, and whoever waits gets the first that is there. What nobody comes for is given up.
 *
 * @param <W> what is made
 */
final class MadeAhead<W> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MadeAhead.class);
    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Supplier<W> maker;
    private final Consumer<W> discard;
    private final int spares;
    private final Duration keptFor;
    private final Executor work;
    private final Deque<Spare<W>> ready = new ArrayDeque<>();
    private final Deque<CompletableFuture<W>> waiting = new ArrayDeque<>();
    private int beingMade;
    private boolean closed;

    private record Spare<W>(W made, long sinceNanos) {}

    /**
     * @param maker may be called by several threads
     * @param discard of what nobody came for
     * @param spares how many are kept ready
     */
    MadeAhead(Supplier<W> maker, Consumer<W> discard, int spares, Duration keptFor, Executor work) {
        this.maker = maker;
        this.discard = discard;
        this.spares = spares;
        this.keptFor = keptFor;
        this.work = work;
    }

    /** One of its own for the caller. What went wrong in its making is thrown; {@link IllegalStateException} where it takes too long. */
    W take() {
        CompletableFuture<W> wish = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("The server is stopping");
            }
            Spare<W> spare = ready.poll();
            if (spare == null) {
                waiting.add(wish);
            } else {
                wish.complete(spare.made());
            }
            makeMore();
        }
        return await(wish);
    }

    private W await(CompletableFuture<W> wish) {
        try {
            return wish.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException unchecked -> throw unchecked;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(failed);
            }
        } catch (CancellationException stopping) {
            throw new IllegalStateException("The server is stopping", stopping);
        } catch (TimeoutException | InterruptedException tooLong) {
            if (tooLong instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            withdraw(wish);
            throw new IllegalStateException("It takes too long to be made now", tooLong);
        }
    }

    /** Whoever goes away does not take with him what was just made for him. */
    private void withdraw(CompletableFuture<W> wish) {
        synchronized (this) {
            waiting.remove(wish);
        }
        if (!wish.cancel(false) && !wish.isCompletedExceptionally()) {
            hand(wish.join());
        }
    }

    private synchronized void makeMore() {
        while (!closed && beingMade < AT_ONCE && beingMade + ready.size() < waiting.size() + spares) {
            beingMade++;
            work.execute(this::makeOne);
        }
    }

    private void makeOne() {
        W made;
        try {
            made = maker.get();
        } catch (RuntimeException | Error failure) {
            failed(failure);
            return;
        }
        synchronized (this) {
            beingMade--;
            hand(made);
            makeMore();
        }
    }

    /** To who has waited longest, or to be taken later. */
    private synchronized void hand(W made) {
        CompletableFuture<W> first = waiting.poll();
        if (first != null && first.complete(made)) {
            return;
        }
        if (closed) {
            // Whoever closes this waits for the making, and so for this.
            discard.accept(made);
        } else {
            ready.add(new Spare<>(made, System.nanoTime()));
        }
    }

    /** It fails one who waits. Where nobody does, nothing more is made ahead until somebody asks. */
    private synchronized void failed(Throwable failure) {
        beingMade--;
        CompletableFuture<W> first = waiting.poll();
        if (first == null) {
            LOG.warn("nothing could be made ahead: {}", failure.toString());
        } else {
            first.completeExceptionally(failure);
            if (!waiting.isEmpty()) {
                makeMore();
            }
        }
    }

    /** Gives up what was kept too long. To be called now and then. */
    void tidy() {
        Deque<Spare<W>> old = new ArrayDeque<>();
        synchronized (this) {
            while (!ready.isEmpty() && System.nanoTime() - ready.getFirst().sinceNanos() > keptFor.toNanos()) {
                old.add(ready.removeFirst());
            }
        }
        old.forEach(spare -> discard.accept(spare.made()));
    }

    /** Gives up what is ready; what is being made is given up when it is there. */
    @Override
    public void close() {
        Deque<Spare<W>> left;
        synchronized (this) {
            closed = true;
            left = new ArrayDeque<>(ready);
            ready.clear();
            waiting.forEach(wish -> wish.cancel(false));
            waiting.clear();
        }
        left.forEach(spare -> work.execute(() -> discard.accept(spare.made())));
    }
}
