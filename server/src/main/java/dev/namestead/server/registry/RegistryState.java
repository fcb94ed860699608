package dev.namestead.server.registry;

import org.jspecify.annotations.Nullable;

/**
 * How this server stands with a registry at this moment.
 *
 * @param busySessions in somebody's hands
 * @param restingSessions open and unused
 * @param allowedSessions the most that this server may have, of what the registry allows to all servers together
 * @param waiting commands that wait for a session
 * @param problem why no session can be opened at present; null where they can
 * @param credential tells the password in use from others and gives nothing of it away; null before the first login
 */
public record RegistryState(
        int busySessions,
        int restingSessions,
        int allowedSessions,
        int waiting,
        @Nullable String problem,
        @Nullable String credential) {}
