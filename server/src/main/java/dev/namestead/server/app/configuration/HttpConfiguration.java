package dev.namestead.server.app.configuration;

import java.time.Duration;

/**
 * The door for clients.
 *
 * @param bind the address to listen on; loopback unless an operator opens it
 * @param port 0 for any free one
 * @param waitWindow how long a create or edit waits for its workflow before it answers 202
 * @param maxBodyBytes the longest request body
 * @param maxWaiters how many requests may wait at once; more are answered 202 immediately
 * @param rateLimit per account or token
 * @param metrics who may read the server's figures
 */
public record HttpConfiguration(
        String bind,
        int port,
        Duration waitWindow,
        int maxBodyBytes,
        int maxWaiters,
        RateLimit rateLimit,
        Metrics metrics) {

    /**
     * How often one caller may ask.
     *
     * @param enabled off in a sandbox unless asked for; the limit is announced in headers either way
     * @param requests how many in one window
     */
    public record RateLimit(boolean enabled, int requests, Duration window) {}

    /** Who may read the server's figures. */
    public enum Metrics {
        /** Whoever asks from this machine. */
        THIS_MACHINE,
        /** Whoever can reach the server. */
        ANYBODY
    }

    HttpConfiguration withAddress(String otherBind, int otherPort) {
        return new HttpConfiguration(otherBind, otherPort, waitWindow, maxBodyBytes, maxWaiters, rateLimit, metrics);
    }
}
