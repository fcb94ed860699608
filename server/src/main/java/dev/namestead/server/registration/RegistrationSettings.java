package dev.namestead.server.registration;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The registrar's choices for registrations.
 *
 * @param nameServers given to names whose registrant names none
 * @param confirm whether registrants have to confirm by e-mail
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

    private static final Pattern VERIFY_BY_NAME = Pattern.compile(".*-unverified(-[a-z]+)*");

    /** Whether a registrant has to give his word, and when. */
    public enum Confirm {
        NEVER,
        /** The sandbox's outcomes by name: before where the first label ends in {@code -confirm}, after where in {@code -unverified}. */
        BY_NAME,
        /** Before anything is bought. */
        BEFORE,
        /** Within some days after the registration. */
        AFTER
    }

    /** Whether the registrant has to confirm before anything is bought. */
    public boolean confirmationFor(String label) {
        return switch (confirm) {
            case NEVER, AFTER -> false;
            case BY_NAME -> CONFIRM_BY_NAME.matcher(label).matches();
            case BEFORE -> true;
        };
    }

    /** Whether data that were confirmed before need no second word; an outcome by name comes whatever is known. */
    boolean confirmedOnce() {
        return confirm == Confirm.BEFORE;
    }

    /** Whether the holder has to confirm his data after the registration. */
    public boolean verificationFor(String label) {
        return switch (confirm) {
            case NEVER, BEFORE -> false;
            case BY_NAME -> VERIFY_BY_NAME.matcher(label).matches();
            case AFTER -> true;
        };
    }
}
