package dev.namestead.server.workflow;

import dev.namestead.server.database.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What came of running a step. Effects on the database are handed over and run in the one transaction that also moves the workflow on, and
 * only while the lease is still held.
 */
public sealed interface StepResult<D> {

    /** The step is done; its facts and the move to the next step are one transaction. */
    record Done<D>(D data, Consumer<Tx> effect) implements StepResult<D> {}

    /** A third party has not answered, or not as it should; tried again with growing pauses, for as long as it takes. */
    record Retry<D>(String blockedBy, String cause) implements StepResult<D> {}

    /**
     * A third party could not be reached, so nothing was tried and no attempt is used up; looked at again with growing pauses, and at once
     * when it is known to be back ({@link Workflows#resume}).
     */
    record Away<D>(String blockedBy, String cause) implements StepResult<D> {}

    /** A third party has to decide; looked at again after the pause (business time) or when woken. */
    record Blocked<D>(String blockedBy, String detail, Duration pause) implements StepResult<D> {}

    /** A person has to act; run again when woken, and at the latest at the instant (business time) it expires. */
    record ActionRequired<D>(Map<String, Object> context, Instant expiresAt, Consumer<Tx> effect)
            implements StepResult<D> {}

    /** The workflow fails for good: what was done before is undone, then it ends. */
    record Failed<D>(WorkflowError error) implements StepResult<D> {}

    static <D> StepResult<D> done(D data) {
        return new Done<>(data, tx -> {});
    }

    static <D> StepResult<D> done(D data, Consumer<Tx> effect) {
        return new Done<>(data, effect);
    }

    static <D> StepResult<D> retry(String blockedBy, String cause) {
        return new Retry<>(blockedBy, cause);
    }

    static <D> StepResult<D> away(String blockedBy, String cause) {
        return new Away<>(blockedBy, cause);
    }

    static <D> StepResult<D> failed(String code, String message) {
        return new Failed<>(new WorkflowError(code, message));
    }
}
