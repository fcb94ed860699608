package dev.namestead.sandbox.fault;

import dev.namestead.epp.EppResultCode;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fault as it is asked for; what is left out matches everything.
 *
 * @param registry id of one registry
 * @param command {@code domain:create} and the like, a bare verb such as {@code create}, or {@code login}, {@code logout},
 *     {@code poll}, {@code hello}, {@code connect}
 * @param name glob over the domain, host or contact that the command names, {@code *} and {@code ?}
 * @param nth the first matching command that is hit; 1 when absent
 * @param times how many matching commands in a row are hit from there; 1 when absent
 * @param chance hits so many of the matching commands by lot, from above 0 to 1; {@code times} is then without limit when absent
 * @param seed of the lot: the same commands in the same order are hit again; 0 when absent
 * @param millis for delay and late-commit
 * @param code for result
 */
public record FaultSpec(
        @Nullable String registry,
        @Nullable String command,
        @Nullable String name,
        @Nullable Integer nth,
        @Nullable Integer times,
        @Nullable Double chance,
        @Nullable Long seed,
        FaultAction action,
        @Nullable Long millis,
        @Nullable Integer code) {
    private static final Pattern COMMAND = Pattern.compile(
            "connect|hello|login|logout|poll|((domain|host|contact):)?(check|info|create|update|renew|delete|transfer)");
    /** Keeps the lots of neighbouring commands apart. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final long LONGEST_MILLIS = 600_000;

    /** Throws {@link IllegalArgumentException} naming the field that is wrong. */
    public FaultSpec {
        require(action != null, "action is required");
        require(command == null || COMMAND.matcher(command).matches(), "command is domain:create or the like");
        require(nth == null || nth >= 1, "nth counts from 1");
        require(times == null || times >= 1, "times is 1 or more");
        require(chance == null || (chance > 0 && chance <= 1), "chance is above 0, and at most 1");
        require(seed == null || chance != null, "seed belongs to chance");
        boolean timed = action == FaultAction.DELAY || action == FaultAction.LATE_COMMIT;
        require(timed == (millis != null), "millis belongs to delay and late-commit, and only to them");
        require(millis == null || (millis >= 0 && millis <= LONGEST_MILLIS), "millis is 0 to " + LONGEST_MILLIS);
        require((action == FaultAction.RESULT) == (code != null), "code belongs to result, and only to it");
        require(code == null || EppResultCode.of(code).isPresent(), "code is a result code of RFC 5730");
        require(
                !"connect".equals(command) || action == FaultAction.DROP_BEFORE || action == FaultAction.DELAY,
                "a connect can be met by drop-before or delay");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ".");
        }
    }

    boolean matches(FaultTarget target) {
        return (registry == null || registry.equals(target.registry()))
                && (command == null || command.equals(target.verb()) || command.equals(target.command()))
                && (name == null || target.names().stream().anyMatch(this::matchesName));
    }

    private boolean matchesName(String candidate) {
        String glob = name == null ? "*" : name;
        String regex = Pattern.quote(glob.toLowerCase(Locale.ROOT))
                .replace("*", "\\E.*\\Q")
                .replace("?", "\\E.\\Q");
        return candidate.toLowerCase(Locale.ROOT).matches(regex);
    }

    int first() {
        return nth == null ? 1 : nth;
    }

    int count() {
        return times != null ? times : chance == null ? 1 : Integer.MAX_VALUE;
    }

    /** Whether the lot falls on the matching command of that number. */
    boolean falls(long number) {
        if (chance == null) {
            return true;
        }
        long drawn = new SplittableRandom((seed == null ? 0 : seed) ^ number * SPREAD).nextLong();
        return (drawn >>> 11) * 0x1.0p-53 < chance;
    }
}
