package dev.namestead.sandbox.fault;

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
 * @param times how many are hit from there; 1 when absent, and without limit where {@code chance}, {@code every} or a service
 *     level or limit decides
 * @param every hits each second, third and so on of the matching commands
 * @param chance hits so many of the matching commands by lot, from above 0 to 1
 * @param seed of all lots: the same commands in the same order fare the same again; 0 when absent
 * @param millis for delay, late-commit and limit
 * @param code for result and limit
 * @param bytes for cut and oversized; drawn by lot for cut when absent, two million for oversized
 * @param limit for limit: commands in its time
 * @param scale for latency: multiplies the service level, so that tests need not wait for seconds; 1 when absent
 */
public record FaultSpec(
        @Nullable String registry,
        @Nullable String command,
        @Nullable String name,
        @Nullable Integer nth,
        @Nullable Integer times,
        @Nullable Integer every,
        @Nullable Double chance,
        @Nullable Long seed,
        FaultAction action,
        @Nullable Long millis,
        @Nullable Integer code,
        @Nullable Integer bytes,
        @Nullable Integer limit,
        @Nullable Double scale) {
    /** Keeps the lots of neighbouring commands apart. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Throws {@link IllegalArgumentException} naming the field that is wrong. */
    public FaultSpec {
        FaultRules.check(
                new FaultRules.Given(command, nth, times, every, chance, action, millis, code, bytes, limit, scale));
    }

    /** That action on every matching command, once. */
    public static FaultSpec of(@Nullable String command, FaultAction action) {
        return new FaultSpec(null, command, null, null, null, null, null, null, action, null, null, null, null, null);
    }

    /** The same by lot. */
    public FaultSpec byLot(double newChance, long newSeed) {
        return new FaultSpec(
                registry, command, name, nth, times, every, newChance, newSeed, action, millis, code, bytes, limit,
                scale);
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
        boolean lasting = chance != null
                || every != null
                || action == FaultAction.LATENCY
                || action == FaultAction.LIMIT
                || action == FaultAction.SHUFFLE;
        return times != null ? times : lasting ? Integer.MAX_VALUE : 1;
    }

    /** Whether the matching command of that number is one to hit. */
    boolean falls(long number) {
        boolean turn = every == null || (number - first()) % every == 0;
        return turn && (chance == null || lots(number).nextDouble() < chance);
    }

    /** The lots of the matching command of that number; the first one decides whether it is hit at all. */
    SplittableRandom lots(long number) {
        return new SplittableRandom((seed == null ? 0 : seed) ^ number * SPREAD);
    }
}
