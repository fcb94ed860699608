package dev.namestead.server.registration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The place of a registration in an ordered list: its sorted instant, if the order has one, and its name. */
public record ListKey(@Nullable Instant at, String name) {}
