package dev.namestead.epp;

/** Ends a session; the server answers 1500 and closes (RFC 5730 section 2.9.1.2). */
public record Logout() implements CommandBody {}
