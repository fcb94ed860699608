package dev.namestead.server.registration;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The registrar's choices for registrations.
 *
 * @param nameServers given to names whose registrant names none
 * @param confirm which registrations the registrant must confirm by e-mail first
 * @param confirmationExpiry how long the registrant may take (business time)
 * @param publicUrl where links in mails point to, without a slash at its end
 * @param blockedAfter after how long without progress {@code in_progress} reads as {@code blocked} (business time)
 * @param replaySucceeded how long an equal create is answered with the finished workflow (business time)
 * @param replayFailed how long an equal create is answered with the failed workflow (business time)
 * @param replayRenewed how long an equal renewal is answered with the finished workflow (business time)
 * @param commandDeadline the longest that an answer of a registry to a transform command can be under way (machine time)
 */
public record RegistrationSettings(
        List<String> nameServers,
        Confirm confirm,
        Duration confirmationExpiry,
        Supplier<String> publicUrl,
        Duration blockedAfter,
        Duration replaySucceeded,
        Duration replayFailed,
        Duration replayRenewed,
        Duration commandDeadline) {

    /** Words of the sandbox registries may follow. */
    private static final Pattern CONFIRM_BY_NAME = Pattern.compile(".*-confirm(-[a-z]+)*");

    /** Which registrations need the registrant's word before anything is bought. */
    public enum Confirm {
        NEVER,
        /** The sandbox's outcome by name: a first label that ends in {@code -confirm}. */
        BY_NAME,
        ALWAYS
    }

    boolean confirmationFor(String label) {
        return switch (confirm) {
            case NEVER -> false;
            case BY_NAME -> CONFIRM_BY_NAME.matcher(label).matches();
            case ALWAYS -> true;
        };
    }
}
