package dev.namestead.epp;

/** What a command asks for: session commands, the poll queue, and commands on objects. */
public sealed interface CommandBody permits Login, Logout, Poll, ObjectCommand {

    /** True where the command can change something at the registry, so that a lost answer matters. */
    default boolean transforms() {
        return false;
    }
}
