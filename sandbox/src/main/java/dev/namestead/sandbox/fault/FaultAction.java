package dev.namestead.sandbox.fault;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a fault does to the command that it hits. */
public enum FaultAction {
    /** The connection is cut before the command runs: nothing happens at the registry. */
    DROP_BEFORE,
    /** The command runs and is committed, then the connection is cut without an answer. */
    DROP_AFTER_COMMIT,
    /** The command runs and is committed, and the connection is cut after that many bytes of the frame with the answer. */
    CUT,
    /** The command runs and is committed, then the answer waits that many milliseconds. */
    DELAY,
    /** The answer waits as ICANN's service level just about allows: nine times in ten less than it, else up to five times as long. */
    LATENCY,
    /** The connection is cut without an answer, and the command runs that many milliseconds later. */
    LATE_COMMIT,
    /** The command does not run and is answered with that result code; 2500 and above end the session. */
    RESULT,
    /** More such commands than {@code limit} in that many milliseconds: not run, answered with the code, or cut where there is none. */
    LIMIT,
    /** The command runs and is answered, then the server closes the connection. */
    CLOSE,
    /** The command runs and is committed, and what is answered is no XML. */
    GARBAGE,
    /** The same with XML that is no EPP. */
    MALFORMED,
    /** The same with an external entity that wants a file of the client's. */
    ENTITY,
    /** The same with an answer that is good but for its length: that many bytes. */
    OVERSIZED,
    /** The command runs and is committed, and is answered as if it were another one: with a clTRID that nobody sent. */
    WRONG_ID,
    /** The command runs and is committed, and the answer speaks of another object. */
    WRONG_OBJECT,
    /** A poll shows any message, not the oldest one. */
    SHUFFLE,
    /** An acknowledged message stays in the queue. */
    REPEAT;

    /** The word on the wire, such as {@code drop-after-commit}. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    static FaultAction of(String wire) {
        return Arrays.stream(values())
                .filter(action -> action.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("action is one of "
                        + Arrays.stream(values()).map(FaultAction::wire).collect(Collectors.joining(", "))));
    }
}
