package dev.namestead.server.api;

import dev.namestead.server.api.http.RateLimit;
import java.time.Duration;
import java.util.List;

/**
 * How the HTTP surface listens and what it allows.
 *
 * @param bind address to listen on
 * @param port 0 for any free one
 * @param maxBodyBytes longest body that is read
 * @param waitWindow longest wait of a create or edit for its workflow
 * @param maxWaiters requests that may wait at once; more are answered 202 without waiting
 * @param tokenTrust how long a token that was found good is not looked up again; at most a second
 * @param sandboxHosts names beside loopback under which the sandbox's controls may be called
 */
public record HttpSettings(
        String bind,
        int port,
        int maxBodyBytes,
        Duration waitWindow,
        int maxWaiters,
        Duration tokenTrust,
        RateLimit rateLimit,
        List<String> sandboxHosts) {

    /** What the contract and a machine of two cores suggest, on loopback. */
    public static HttpSettings defaults() {
        return new HttpSettings(
                "127.0.0.1",
                8080,
                1 << 20,
                Duration.ofSeconds(10),
                10_000,
                Duration.ofSeconds(1),
                RateLimit.ANNOUNCED,
                List.of());
    }

    public HttpSettings withPort(int newPort) {
        return new HttpSettings(
                bind, newPort, maxBodyBytes, waitWindow, maxWaiters, tokenTrust, rateLimit, sandboxHosts);
    }
}
