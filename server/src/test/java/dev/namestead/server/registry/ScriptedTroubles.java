package dev.namestead.server.registry;

import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Pending;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryAnswer.Unknown;
import dev.namestead.server.registry.ScriptedRegistry.Trouble;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What goes wrong at a {@link ScriptedRegistry}, and what it does late; under its lock. */
final class ScriptedTroubles {
    /** What is committed late of these comes after so many infos, whatever they show. */
    private static final Set<String> COMMITTED_BY_INFOS = Set.of("renew", "delete", "restore", "report");

    private final Runnable pending;
    private final Runnable taken;
    private final Map<String, Deque<Trouble>> ordered = new HashMap<>();
    private final Deque<Runnable> lateCreates = new ArrayDeque<>();
    private final Deque<Runnable> lateChanges = new ArrayDeque<>();
    private int infosBeforeLate = 1;

    /**
     * @param pending makes what was created one that is not decided on
     * @param taken makes it another registrar's
     */
    ScriptedTroubles(Runnable pending, Runnable taken) {
        this.pending = pending;
        this.taken = taken;
    }

    void order(String command, Trouble... some) {
        ordered.computeIfAbsent(command, _ -> new ArrayDeque<>()).addAll(List.of(some));
    }

    void commitsLateAfter(int infos) {
        infosBeforeLate = infos;
    }

    /** Whether that is the command's next trouble, which it then is no more. */
    boolean meetsNext(String command, Trouble trouble) {
        Deque<Trouble> next = ordered.getOrDefault(command, new ArrayDeque<>());
        return next.peek() == trouble && next.remove() == trouble;
    }

    /** Somebody has read; what is late may come now. */
    void wasRead(boolean saidNo) {
        while (saidNo && !lateCreates.isEmpty()) {
            lateCreates.remove().run();
        }
        if (!lateChanges.isEmpty() && --infosBeforeLate <= 0) {
            lateChanges.remove().run();
        }
    }

    <T> RegistryAnswer<T> meet(String command, Supplier<RegistryAnswer<T>> work) {
        Deque<Trouble> next = ordered.getOrDefault(command, new ArrayDeque<>());
        if (next.isEmpty()) {
            return work.get();
        }
        return switch (next.remove()) {
            case ANSWER_LOST -> {
                work.get();
                yield new Unknown<>("connection cut");
            }
            case COMMITTED_LATE -> {
                (COMMITTED_BY_INFOS.contains(command) ? lateChanges : lateCreates).add(work::get);
                yield new Unknown<>("no answer in time");
            }
            case DOUBLED -> {
                work.get();
                yield work.get();
            }
            case TIMED_OUT -> new Unknown<>("no answer in time");
            case NOT_SENT -> new NotSent<>("no session");
            case PENDING -> {
                work.get();
                pending.run();
                yield new Pending<>("SV");
            }
            case IGNORED -> throw new IllegalStateException(command + " cannot be ignored");
            case REFUSED -> new Refused<>(RefusedFor.POLICY, 2308, "against our policy");
            case FEE_REFUSED -> new Refused<>(RefusedFor.FEE, 2004, "fee is another");
            case TAKEN -> {
                work.get();
                taken.run();
                yield new Refused<>(RefusedFor.OBJECT_EXISTS, 2302, "exists");
            }
        };
    }
}
