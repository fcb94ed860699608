package dev.namestead.server.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of looking at all of the audit.
 *
 * @param sealed entries in the chain
 * @param head the chain's end as {@code position:seal}; whoever keeps it elsewhere notices when the newest entries are cut off
 * @param unsealed entries that no server has sealed yet
 * @param oldestUnsealed when the oldest of them was recorded
 * @param faults what is not as it was written, at most a hundred; empty where all is well
 */
public record AuditVerdict(
        long sealed, String head, long unsealed, Optional<Instant> oldestUnsealed, List<String> faults) {}
