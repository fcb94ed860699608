package dev.namestead.acceptance;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Steady buying and reading at a server whose database is being broken, and what was answered. */
final class DatabaseLoad implements AutoCloseable {
    private static final int BUYERS = 3;
    private static final int READERS = 1;
    private static final Duration PAUSE = Duration.ofMillis(40);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Customer customer;
    private final Collection<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final Collection<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger unavailable = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopping;

    DatabaseLoad(Customer customer) {
        this.customer = customer;
        for (int i = 0; i < BUYERS; i++) {
            threads.add(Thread.ofVirtual().start(() -> repeat(this::buy)));
        }
        for (int i = 0; i < READERS; i++) {
            threads.add(Thread.ofVirtual().start(() -> repeat(this::read)));
        }
    }

    private void repeat(Runnable work) {
        while (!stopping) {
            work.run();
            pause();
        }
    }

    /** One name, asked for until it is accepted. */
    private void buy() {
        int number = NUMBER.incrementAndGet();
        String name = "base-" + number + (number % 2 == 0 ? ".com" : ".xyz");
        while (!stopping) {
            Answer answer = judged(() -> customer.registerAsync(name));
            if (answer != null) {
                Accepted.of("registration", customer, name, answer).ifPresent(accepted::add);
                return;
            }
            pause();
        }
    }

    private void read() {
        if (judged(() -> customer.get("/registrations?per_page=5")) != null) {
            reads.incrementAndGet();
        }
    }

    /** Null where the server said that it cannot now; anything else but success is noted as wrong. */
    private Answer judged(Supplier<Answer> request) {
        try {
            Answer answer = request.get();
            if (answer.status() / 100 == 2) {
                return answer;
            }
            boolean in503 =
                    answer.status() == 503 && answer.header("Retry-After").isPresent();
            unavailable.addAndGet(in503 ? 1 : 0);
            if (!in503) {
                wrong.add(answer.toString());
            }
        } catch (AssertionError refusedByTheContract) {
            wrong.add(String.valueOf(refusedByTheContract.getMessage()));
        } catch (UncheckedIOException unanswered) {
            wrong.add("no answer: " + unanswered.getMessage() + " " + unanswered.getCause());
        }
        return null;
    }

    Collection<Accepted> accepted() {
        return accepted;
    }

    /** Answers that nobody may get: 500, 503 without a time to come again, or none. */
    Collection<String> wrong() {
        return wrong;
    }

    int reads() {
        return reads.get();
    }

    int unavailable() {
        return unavailable.get();
    }

    /** Waits until so many more were accepted; how long that took. */
    Duration awaitMore(int names) {
        long from = System.nanoTime();
        int before = accepted.size();
        while (accepted.size() < before + names) {
            if (System.nanoTime() - from > Duration.ofSeconds(60).toNanos()) {
                throw new AssertionError("nothing is accepted any more; the last wrong answers: " + wrong);
            }
            pause();
        }
        return Duration.ofNanos(System.nanoTime() - from);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopping = true;
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(70));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
