package dev.namestead.epp;

/** Asks for a greeting; may be sent at any time and keeps a session awake (RFC 5730 section 2.3). */
public record Hello() implements EppMessage {}
