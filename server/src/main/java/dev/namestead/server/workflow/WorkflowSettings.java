package dev.namestead.server.workflow;

import java.time.Duration;

/**
 * How workflows are run.
 *
 * @param node who this process is; the same after a restart on the same data directory
 * @param lease how long a silent process keeps a workflow (machine time)
 * @param perLane how many workflows of a lane run at once here
 * @param pollEvery how often the database is asked for due work that nobody announced
 * @param firstPause the pause before a second try; doubles up to {@code longestPause}
 * @param blockedAfter after how many tries in vain a workflow shows as blocked
 */
public record WorkflowSettings(
        String node,
        Duration lease,
        int perLane,
        Duration pollEvery,
        Duration firstPause,
        Duration longestPause,
        int blockedAfter) {

    public static WorkflowSettings defaults(String node) {
        return new WorkflowSettings(
                node,
                Duration.ofSeconds(30),
                32,
                Duration.ofMillis(500),
                Duration.ofMillis(250),
                Duration.ofSeconds(20),
                3);
    }
}
