package dev.namestead.server.api.http;

import dev.namestead.api.ApiMessage;
import dev.namestead.api.Refusal;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Counts requests of each caller in fixed windows of machine time, on this node. Over the limit every request is refused until the
 * window ends.
 */
final class RateLimiter {
    private static final int MOST_CALLERS = 100_000;
    private static final long NANOS = 1_000_000_000L;

    private record Window(long endsAtNanos, int used) {}

    /** @param resetSeconds until the count begins anew, rounded up */
    record Standing(RateLimit limit, int remaining, long resetSeconds, boolean exceeded) {
        /** The two headers of the IETF draft that every answer carries. */
        private List<Header> written() {
            return List.of(
                    HeaderValues.createCached(
                            HeaderNames.create("Ratelimit"), "\"default\";r=" + remaining + ";t=" + resetSeconds),
                    HeaderValues.createCached(
                            HeaderNames.create("Ratelimit-Policy"),
                            "\"default\";q=" + limit.requests() + ";w="
                                    + limit.window().toSeconds()));
        }

        void requireAllowed() {
            if (exceeded) {
                String message = "More than " + limit.requests() + " requests per "
                        + limit.window().toSeconds()
                        + " seconds reached. Please wait and consider throttling your request speed";
                throw new Problem(
                        Refusal.TOO_MANY_REQUESTS.status(),
                        List.of(ApiMessage.of(Refusal.TOO_MANY_REQUESTS.code(), message)),
                        Map.of("Retry-After", Long.toString(resetSeconds)));
            }
        }
    }

    private final RateLimit limit;
    private final Standing untouched;
    private final List<Header> untouchedHeaders;
    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<String, Window> windows = new ConcurrentHashMap<>();

    RateLimiter(RateLimit limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.untouched = new Standing(limit, limit.requests(), limit.window().toSeconds(), false);
        this.untouchedHeaders = untouched.written();
    }

    /** The headers that tell a caller's standing. */
    List<Header> headers(Standing standing) {
        return standing == untouched ? untouchedHeaders : standing.written();
    }

    /** Before it is known who asks, and where nothing is enforced. */
    Standing untouched() {
        return untouched;
    }

    /** Counts one request of the caller. */
    Standing take(String caller) {
        if (!limit.enforced()) {
            return untouched();
        }
        long now = nanoTime.getAsLong();
        if (windows.size() >= MOST_CALLERS) {
            windows.values().removeIf(window -> window.endsAtNanos() - now <= 0);
        }
        Window window = windows.merge(
                caller,
                new Window(now + limit.window().toNanos(), 1),
                (old, fresh) -> old.endsAtNanos() - now <= 0
                        ? fresh
                        : new Window(old.endsAtNanos(), Math.min(old.used() + 1, Integer.MAX_VALUE - 1)));
        long resetSeconds = Math.ceilDiv(window.endsAtNanos() - now, NANOS);
        return new Standing(
                limit, Math.max(0, limit.requests() - window.used()), resetSeconds, window.used() > limit.requests());
    }
}
