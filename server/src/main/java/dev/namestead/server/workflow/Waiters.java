package dev.namestead.server.workflow;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Requests that wait for a workflow to settle; each is parked on a virtual thread and holds nothing else. */
final class Waiters {
    private final ConcurrentHashMap<UUID, Waiting> waiting = new ConcurrentHashMap<>();

    /** One latch for all that wait for the same workflow, gone with the last of them. */
    private record Waiting(CountDownLatch settled, int count) {}

    /** Announces a wait before the state is looked at, so that no change falls between. */
    CountDownLatch enter(WorkflowId id) {
        return waiting.compute(
                        id.value(),
                        (_, present) -> present == null
                                ? new Waiting(new CountDownLatch(1), 1)
                                : new Waiting(present.settled(), present.count() + 1))
                .settled();
    }

    boolean await(CountDownLatch settled, Duration most) {
        try {
            return settled.await(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Ends a wait; one whose latch has fired is gone already. */
    void leave(WorkflowId id, CountDownLatch settled) {
        waiting.computeIfPresent(id.value(), (_, present) -> {
            if (present.settled() != settled) {
                return present;
            }
            return present.count() == 1 ? null : new Waiting(settled, present.count() - 1);
        });
    }

    /** Wakes all that wait at this moment; who waits again gets a new latch. */
    void settled(Collection<WorkflowId> ids) {
        for (WorkflowId id : ids) {
            Waiting present = waiting.remove(id.value());
            if (present != null) {
                present.settled().countDown();
            }
        }
    }

    /** All that somebody waits for, in this node. */
    List<UUID> ids() {
        return List.copyOf(waiting.keySet());
    }
}
