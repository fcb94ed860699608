package dev.namestead.api;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;

/**
 * One thing that happened to a name.
 *
 * @param at business time
 * @param type {@code api_call}, {@code decision}, {@code workflow_step}, {@code epp_frame}, {@code registry_message}, {@code ledger_entry} or
 *     {@code mail}
 * @param details by the type; without secrets
 */
public record HistoryEntryResource(Instant at, String type, Map<String, Object> details) {
    public HistoryEntryResource {
        // In the order in which they read well.
        details = Collections.unmodifiableMap(details);
    }
}
