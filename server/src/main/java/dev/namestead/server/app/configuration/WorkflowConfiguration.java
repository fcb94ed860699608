package dev.namestead.server.app.configuration;

import java.time.Duration;

/**
 * How work is done after a request was accepted.
 *
 * @param lease machine time after which another server may take over work that fell silent
 * @param runnersPerRegistry how many workflows of one registry run at once
 * @param pollEvery how often the database is asked for due work that nobody announced
 * @param firstPause before the second attempt at a registry; doubles with each further one
 * @param longestPause what the doubling ends at
 * @param confirmationExpiry business time after which an unanswered confirmation fails its workflow
 * @param inProgressBlockedAfter business time after which unfinished work is shown as blocked
 * @param replayAfterSuccess how long a repeated create answers with the finished workflow
 * @param replayAfterFailure the same for a failed one
 * @param replayAfterRenewal how long a repeated renewal answers with the finished workflow
 */
public record WorkflowConfiguration(
        Duration lease,
        int runnersPerRegistry,
        Duration pollEvery,
        Duration firstPause,
        Duration longestPause,
        Duration confirmationExpiry,
        Duration inProgressBlockedAfter,
        Duration replayAfterSuccess,
        Duration replayAfterFailure,
        Duration replayAfterRenewal) {}
