package dev.namestead.sandbox.wire;

import java.time.Duration;

/**
 * What a registry grants its clients, in real time.
 *
 * @param sessions that one registrar may have open at once; one more is answered with 2502
 * @param toLogin from connect to login
 * @param idle between two frames of a session
 */
public record SessionLimits(int sessions, Duration toLogin, Duration idle) {}
