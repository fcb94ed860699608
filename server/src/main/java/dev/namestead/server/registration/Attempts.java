package dev.namestead.server.registration;

import dev.namestead.server.registry.Intent;
import dev.namestead.server.registry.Intent.State;
import dev.namestead.server.registry.IntentStore;
import dev.namestead.server.workflow.StepContext;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The attempts at one transform command of a workflow, as they stood when a run of its step began, the oldest first. */
public record Attempts(List<Intent> intents, Duration lease) {

    public static Attempts of(StepContext<?> context, IntentStore store, String command) {
        UUID workflow = context.workflow().id().value();
        return new Attempts(context.read(tx -> store.attempts(tx, workflow, command)), context.leaseDuration());
    }

    /** Whether no attempt has left, or every one that has was refused. */
    public boolean nothingDone() {
        return intents.stream()
                .allMatch(attempt -> attempt.state() == State.REFUSED || attempt.state() == State.NOT_SENT);
    }

    public boolean none() {
        return intents.isEmpty();
    }

    /** Whether the registry has to be read before anything is decided. */
    public boolean inDoubt() {
        return intents.stream().anyMatch(attempt -> attempt.state().inDoubt());
    }

    /** Whether the registry has accepted one and decides later. */
    public boolean pending() {
        return intents.stream().anyMatch(attempt -> attempt.state() == State.PENDING);
    }

    /** Whether the latest message about a pending one said that it was refused. */
    public boolean refusedAfterReview() {
        Optional<Boolean> told =
                intents.stream().map(Intent::decision).filter(Objects::nonNull).reduce((_, later) -> later);
        return told.equals(Optional.of(false));
    }

    /** The secret that all attempts give to the object. */
    public Optional<String> authInfo() {
        return intents.stream().map(Intent::authInfo).filter(Objects::nonNull).findFirst();
    }

    /** Empty where there is none. */
    public String latestClTrid() {
        return none() ? "" : intents.getLast().clTrid();
    }

    public Duration oldestAge() {
        return intents.stream().map(Intent::age).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /**
     * Whether an earlier attempt may still reach the registry, by the longest that its lease and its answer can last. What only grew old
     * since the run began may have come through after the registry was read, so age is that at its beginning.
     */
    public boolean underWay(Duration commandDeadline) {
        Duration longest = commandDeadline.plus(lease);
        return intents.stream()
                .anyMatch(attempt -> attempt.state().inDoubt() && attempt.age().compareTo(longest) < 0);
    }
}
