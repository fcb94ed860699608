package dev.namestead.server.registry.epp;

import dev.namestead.epp.transport.Deadline;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryAnswer.Unknown;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;

/**
 * Checks that would have to wait for a session, asked together when there is one: a registry counts commands, and takes little longer for
 * twenty names than for five. Where no other waits, a check is asked at once and alone. Who was asked for together is answered as if he had
 * been asked for alone: what a registry refuses because of another's name is asked again without it.
 */
final class CheckQueue {
    /** As many names as fit in one command. */
    private static final int NAMES_TOGETHER = 50;

    private final String registryId;
    private final IntSupplier lanes;
    private final int maxWaiting;
    private final Asking asking;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    /** Checks and batches that are being asked at this moment. */
    private int underWay;

    /** Asks the registry for all these names. */
    interface Asking {
        /** For one who wants to know as much of each as can be found out. */
        RegistryAnswer<List<Availability>> check(List<DomainName> names, Deadline deadline);

        /** For several: names that the registry refused because of one among them are left out. */
        RegistryAnswer<List<Availability>> checkTogether(List<DomainName> names, Deadline deadline);
    }

    private record Waiting(
            List<DomainName> names, Deadline deadline, CompletableFuture<RegistryAnswer<List<Availability>>> answer) {}

    /**
     * @param lanes how many may be asked at once: one for each session
     * @param maxWaiting more are sent away at once
     */
    CheckQueue(String registryId, IntSupplier lanes, int maxWaiting, Asking asking) {
        this.registryId = registryId;
        this.lanes = lanes;
        this.maxWaiting = maxWaiting;
        this.asking = asking;
    }

    RegistryAnswer<List<Availability>> check(List<DomainName> names, Deadline deadline) {
        if (!mayAskAtOnce()) {
            return waitFor(names, deadline);
        }
        try {
            return asking.check(names, deadline);
        } finally {
            // Who asked for itself goes; those who came meanwhile are somebody else's work.
            if (othersWait()) {
                startLane();
            }
        }
    }

    private synchronized boolean mayAskAtOnce() {
        return waiting.isEmpty() && takeLane();
    }

    private boolean takeLane() {
        boolean free = underWay < Math.max(1, lanes.getAsInt());
        underWay += free ? 1 : 0;
        return free;
    }

    private RegistryAnswer<List<Availability>> waitFor(List<DomainName> names, Deadline deadline) {
        var mine = new Waiting(names, deadline, new CompletableFuture<>());
        boolean laneIsFree;
        synchronized (this) {
            if (waiting.size() >= maxWaiting) {
                return new NotSent<>("too many checks wait for a session with " + registryId);
            }
            waiting.add(mine);
            // One may have ended since, or there are more sessions than there were.
            laneIsFree = takeLane();
        }
        if (laneIsFree) {
            startLane();
        }
        return answer(mine);
    }

    private void startLane() {
        Thread.ofVirtual().name("checks-" + registryId).start(() -> {
            do {
                ask(next());
            } while (othersWait());
        });
    }

    /** The lane goes on while somebody waits; else it ends in the same breath, so that nobody can come in between. */
    private synchronized boolean othersWait() {
        if (waiting.isEmpty()) {
            underWay--;
            return false;
        }
        return true;
    }

    /** Those who have waited longest, as many as fit; at least one of those who wait. */
    private synchronized List<Waiting> next() {
        List<Waiting> batch = new ArrayList<>();
        int names = 0;
        for (Waiting head = waiting.peek(); head != null; head = waiting.peek()) {
            names += head.names().size();
            if (names > NAMES_TOGETHER && !batch.isEmpty()) {
                break;
            }
            batch.add(waiting.remove());
        }
        return batch;
    }

    private void ask(List<Waiting> batch) {
        try {
            List<Waiting> unanswered = batch.size() > 1 ? askTogether(batch) : batch;
            unanswered.forEach(this::askAlone);
        } catch (RuntimeException | Error broken) {
            batch.forEach(one -> one.answer().completeExceptionally(broken));
        }
    }

    private void askAlone(Waiting one) {
        if (!one.deadline().isOver()) {
            one.answer().complete(asking.check(one.names(), one.deadline()));
        }
    }

    /** Those for whom it came to nothing because of the others. */
    private List<Waiting> askTogether(List<Waiting> batch) {
        Set<DomainName> names = new LinkedHashSet<>();
        batch.forEach(one -> names.addAll(one.names()));
        Deadline longest = batch.stream()
                .map(Waiting::deadline)
                .max(Comparator.comparing(Deadline::remaining))
                .orElseThrow();
        RegistryAnswer<List<Availability>> answer = asking.checkTogether(List.copyOf(names), longest);
        return batch.stream().filter(one -> !isTold(one, answer)).toList();
    }

    /** Hands on what is meant for it, if anything. A refusal may be another's; that no answer came is true for all. */
    private static boolean isTold(Waiting one, RegistryAnswer<List<Availability>> answer) {
        return switch (answer) {
            case Refused<List<Availability>> _ -> false;
            case Completed<List<Availability>>(List<Availability> all, String svTrid) -> {
                Set<DomainName> wanted = new HashSet<>(one.names());
                List<Availability> part = all.stream()
                        .filter(each -> wanted.contains(each.name()))
                        .toList();
                yield part.size() == wanted.size() && one.answer().complete(new Completed<>(part, svTrid));
            }
            default -> one.answer().complete(answer);
        };
    }

    private RegistryAnswer<List<Availability>> answer(Waiting mine) {
        try {
            return mine.answer().get(mine.deadline().remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return leftWaiting(mine)
                    ? new NotSent<>("all sessions with " + registryId + " were busy until the deadline")
                    : new Unknown<>("no answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return leftWaiting(mine) ? new NotSent<>("interrupted") : new Unknown<>("interrupted");
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the check at " + registryId + " broke", broken.getCause());
        }
    }

    private synchronized boolean leftWaiting(Waiting mine) {
        return waiting.remove(mine);
    }

    /** Checks that wait for a session. */
    synchronized int waiting() {
        return waiting.size();
    }
}
