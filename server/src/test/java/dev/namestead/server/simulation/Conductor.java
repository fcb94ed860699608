package dev.namestead.server.simulation;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Simulated time: what happens next happens now, one thing at a time. Times are microseconds since the run's beginning. */
final class Conductor implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().name("simulated-", 1).daemon().factory());
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    private long now;
    private long number;
    private Task current;
    private long ended;

    /** @param process whose event it is: it waits while that is stopped and is void once that is dead; null for the world's */
    private record Event(long at, long number, Process process, int life, Runnable work) {}

    /** The beginning of another run. */
    void reset() {
        events.clear();
        now = 0;
        number = 0;
    }

    long now() {
        return now;
    }

    /** The process whose thread is running. */
    Process running() {
        return current.process();
    }

    /** Ends the running thread where its process is dead. */
    void requireLife() {
        current.requireLife();
    }

    /** Whether a thread of a process is running, and not the world itself. */
    boolean inTask() {
        return current != null;
    }

    /** Something of the world, which nothing can stop. */
    void after(long micros, Runnable work) {
        events.add(new Event(now + micros, number++, null, 0, work));
    }

    /** A thread of a process, begun after so long; where that is dead by then, begun all the same, for it learns of it soon enough. */
    void start(Process process, long micros, Runnable body) {
        Task task = new Task(process, threads, body);
        of(process, now + micros, () -> resume(task));
    }

    private void of(Process process, long at, Runnable work) {
        events.add(new Event(at, number++, process, process.life(), work));
    }

    /** Lets the running thread sleep; others may run meanwhile, and its process may be stopped or die. */
    void sleep(long micros) {
        Task task = current;
        long until = now + micros;
        boolean nothingBefore = events.isEmpty() || events.peek().at() > until;
        if (nothingBefore && task.process().stoppedUntil() <= now) {
            now = until;
            return;
        }
        of(task.process(), until, () -> resume(task));
        task.pause();
    }

    /** The process is gone at once, with the running thread where that is its own. */
    void kill(Process process) {
        process.die();
        for (Task task : List.copyOf(process.tasks())) {
            if (task != current) {
                resume(task);
            }
        }
        if (current != null && current.process() == process) {
            throw new Task.Killed();
        }
    }

    private void resume(Task task) {
        Task before = current;
        current = task;
        try {
            task.resume();
        } finally {
            current = before;
            ended += task.over() ? 1 : 0;
        }
    }

    /** How many threads have come to their end: whoever waits for a change looks again when it grows. */
    long ended() {
        return ended;
    }

    /** When the next thing happens; -1 where nothing will. */
    long next() {
        return events.isEmpty() ? -1 : events.peek().at();
    }

    /** Lets the next thing happen. */
    void step() {
        Event event = events.remove();
        now = Math.max(now, event.at());
        Process process = event.process();
        if (process == null) {
            event.work().run();
        } else if (process.life() == event.life()) {
            if (process.stoppedUntil() > now) {
                of(process, process.stoppedUntil(), event.work());
            } else {
                event.work().run();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
