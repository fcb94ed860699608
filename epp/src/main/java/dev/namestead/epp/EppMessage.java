package dev.namestead.epp;

/** What one frame holds (RFC 5730 section 2.4 to 2.6). */
public sealed interface EppMessage permits Hello, Greeting, EppCommand, EppResponse {}
