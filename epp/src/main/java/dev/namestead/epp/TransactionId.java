package dev.namestead.epp;

import org.jspecify.annotations.Nullable;

/** The two names of one transaction: the client's and the server's. */
public record TransactionId(@Nullable String clTrid, String svTrid) {}
