package dev.namestead.sandbox.fault;

import dev.namestead.epp.EppResultCode;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which fields of a fault go together, and what they may be. */
final class FaultRules {
    private static final Pattern COMMAND = Pattern.compile(
            "connect|hello|login|logout|poll|((domain|host|contact):)?(check|info|create|update|renew|delete|transfer)");
    private static final Set<FaultAction> TIMED = Set.of(FaultAction.DELAY, FaultAction.LATE_COMMIT, FaultAction.LIMIT);
    private static final Set<FaultAction> CODED = Set.of(FaultAction.RESULT, FaultAction.LIMIT);
    private static final Set<FaultAction> SIZED = Set.of(FaultAction.CUT, FaultAction.OVERSIZED);
    private static final Set<FaultAction> OF_CONNECTS =
            Set.of(FaultAction.DROP_BEFORE, FaultAction.DELAY, FaultAction.LIMIT);
    private static final Set<FaultAction> OF_POLLS = Set.of(FaultAction.SHUFFLE, FaultAction.REPEAT);
    private static final long LONGEST_MILLIS = 600_000;
    private static final int MOST_BYTES = 64 << 20;

    private FaultRules() {}

    record Given(
            @Nullable String command,
            @Nullable Integer nth,
            @Nullable Integer times,
            @Nullable Integer every,
            @Nullable Double chance,
            @Nullable FaultAction action,
            @Nullable Long millis,
            @Nullable Integer code,
            @Nullable Integer bytes,
            @Nullable Integer limit,
            @Nullable Double scale) {}

    /** Throws {@link IllegalArgumentException} naming the field that is wrong. */
    static void check(Given given) {
        FaultAction action = given.action();
        if (action == null) {
            throw new IllegalArgumentException("action is required.");
        }
        String command = given.command();
        require(command == null || COMMAND.matcher(command).matches(), "command is domain:create or the like");
        require(given.nth() == null || given.nth() >= 1, "nth counts from 1");
        require(given.times() == null || given.times() >= 1, "times is 1 or more");
        require(given.every() == null || given.every() >= 1, "every is 1 or more");
        Double chance = given.chance();
        require(chance == null || (chance > 0 && chance <= 1), "chance is above 0, and at most 1");
        checkFigures(given, action);
        require(
                !"connect".equals(command) || OF_CONNECTS.contains(action),
                "a connect can be dropped, delayed or limited");
        require(
                !OF_POLLS.contains(action) || command == null || command.equals("poll"),
                "shuffle and repeat are for poll");
    }

    private static void checkFigures(Given given, FaultAction action) {
        Long millis = given.millis();
        require(
                TIMED.contains(action) == (millis != null),
                "millis belongs to delay, late-commit and limit, and only to them");
        require(millis == null || (millis >= 0 && millis <= LONGEST_MILLIS), "millis is 0 to " + LONGEST_MILLIS);
        require(given.code() == null || CODED.contains(action), "code belongs to result and limit, and only to them");
        require(action != FaultAction.RESULT || given.code() != null, "result needs its code");
        require(
                given.code() == null || EppResultCode.of(given.code()).isPresent(),
                "code is a result code of RFC 5730");
        require(
                given.bytes() == null || SIZED.contains(action),
                "bytes belongs to cut and oversized, and only to them");
        require(
                given.bytes() == null || (given.bytes() >= 0 && given.bytes() <= MOST_BYTES),
                "bytes is 0 to " + MOST_BYTES);
        require((action == FaultAction.LIMIT) == (given.limit() != null), "limit belongs to limit, and only to it");
        require(given.limit() == null || given.limit() >= 1, "limit is 1 or more");
        require(given.scale() == null || action == FaultAction.LATENCY, "scale belongs to latency, and only to it");
        require(
                given.scale() == null || (given.scale() > 0 && given.scale() <= 10),
                "scale is above 0, and at most 10");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ".");
        }
    }
}
