package dev.namestead.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Buys names at both nodes, one after the other in a few threads, and at the other node where one does not answer. */
final class NodesLoad implements AutoCloseable {
    private static final int THREADS = 4;
    private static final Duration PAUSE = Duration.ofMillis(60);

    private final NodePair pair;
    private final Answer account;
    private final Collection<Accepted> accepted;
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final String mark = Long.toString(System.nanoTime(), 36);
    private volatile boolean stopping;

    NodesLoad(NodePair pair, Answer account, Collection<Accepted> accepted) {
        this.pair = pair;
        this.account = account;
        this.accepted = accepted;
        for (int i = 0; i < THREADS; i++) {
            threads.add(Thread.ofVirtual().start(this::buy));
        }
    }

    /** Waits for so many more to be accepted. */
    void awaitMore(int names) {
        int from = done.get();
        await().atMost(Duration.ofSeconds(60)).until(() -> done.get() >= from + names);
    }

    private void buy() {
        while (!stopping) {
            int next = number.incrementAndGet();
            String name = "load-" + mark + "-" + next + (next % 2 == 0 ? ".com" : ".xyz");
            for (int at = next; !stopping; at++) {
                if (accepts(pair.nodes().get(at / 2 % 2), name)) {
                    done.incrementAndGet();
                    break;
                }
            }
            pause();
        }
    }

    private boolean accepts(Node node, String name) {
        if (!node.program().isAlive()) {
            pause();
            return false;
        }
        try {
            Customer customer = node.serving(account);
            Answer answer = customer.api()
                    .within(Duration.ofSeconds(3))
                    .send(
                            "POST",
                            customer.path("/registrations"),
                            Customer.ASYNC,
                            "{\"domain_name\":\"%s\"}".formatted(name));
            Accepted.of("registration", customer, name, answer).ifPresent(accepted::add);
            return answer.status() / 100 == 2;
        } catch (UncheckedIOException nobodyAnswered) {
            return false;
        }
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
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
