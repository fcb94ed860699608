package dev.namestead.server.notice;

import java.time.Instant;
import java.util.UUID;

/** A notice as it was written down. */
public record WrittenNotice(UUID id, Notice notice, String state, Instant createdAt) {}
