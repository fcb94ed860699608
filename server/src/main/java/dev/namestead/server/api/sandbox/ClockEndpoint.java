package dev.namestead.server.api.sandbox;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.api.http.Answer;
import dev.namestead.server.api.http.Call;
import dev.namestead.server.api.http.JsonObject;
import dev.namestead.server.sandbox.SandboxClock;
import dev.namestead.server.sandbox.SandboxClock.Moved;
import dev.namestead.server.sandbox.SandboxClock.View;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows and moves business time. */
final class ClockEndpoint {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant END_OF_TIME = Instant.parse("2200-01-01T00:00:00Z");

    private final SandboxClock clock;

    ClockEndpoint(SandboxClock clock) {
        this.clock = clock;
    }

    /**
     * @param state {@code ready}, or {@code advancing} while a move is under way
     * @param unfinished what was due and still runs; after a move only
     */
    record Shown(
            Instant now,
            String state,
            @Nullable Instant nextDue,
            @Nullable List<String> unfinished) {

        static Shown of(View view, @Nullable List<String> unfinished) {
            return new Shown(
                    view.now(),
                    view.advancing() ? "advancing" : "ready",
                    view.nextDue().orElse(null),
                    unfinished);
        }
    }

    Answer show(Call call) {
        return RegistryProxy.translated(() -> Answer.ok(Shown.of(clock.view(), null)));
    }

    Answer move(Call call) {
        JsonObject body = call.body().only("advance", "set", "request_id");
        Instant to = target(body, clock.now());
        Optional<String> requestId = body.text("request_id");
        if (requestId.isPresent() && !requestId.get().matches("[!-~]{1,100}")) {
            throw refused("request_id must have 1 to 100 visible ASCII characters", "/request_id");
        }
        String pointer = body.has("advance") ? "/advance" : "/set";
        return RegistryProxy.translated(() -> moved(to, requestId, pointer));
    }

    private Answer moved(Instant to, Optional<String> requestId, String pointer) {
        try {
            Optional<Moved> moved = clock.moveTo(to, requestId, PATIENCE);
            return moved.map(done -> Answer.ok(Shown.of(done.view(), done.unfinished())))
                    .orElseGet(() -> Answer.of(202, Shown.of(clock.view(), null)));
        } catch (IllegalArgumentException passed) {
            throw refused(String.valueOf(passed.getMessage()), pointer);
        } catch (IllegalStateException busy) {
            throw new RefusedException(Refusal.CONFLICT, String.valueOf(busy.getMessage()));
        }
    }

    private static Instant target(JsonObject body, Instant now) {
        Optional<String> advance = body.text("advance");
        Optional<String> set = body.text("set");
        if (advance.isPresent() == set.isPresent()) {
            throw refused("Give either advance or set", "");
        }
        Instant to = advance.map(text -> later(now, text)).orElseGet(() -> instant(set.orElseThrow()));
        if (to.isAfter(END_OF_TIME)) {
            throw refused("The clock ends at " + END_OF_TIME, advance.isPresent() ? "/advance" : "/set");
        }
        return to;
    }

    /** A duration such as {@code PT36H} or {@code P30D}, or a period of the calendar such as {@code P1Y}. */
    private static Instant later(Instant now, String text) {
        try {
            boolean calendar = text.matches("[+-]?P.*[YMW].*") && !text.contains("T");
            Instant to = calendar
                    ? now.atOffset(ZoneOffset.UTC).plus(Period.parse(text)).toInstant()
                    : now.plus(Duration.parse(text));
            if (!to.isBefore(now)) {
                return to;
            }
        } catch (DateTimeException | ArithmeticException unreadable) {
            // The same answer as for a duration that goes back.
        }
        throw refused(
                "advance must be a duration forward, such as P30D, PT1H, P1DT12H or P1Y; years and months have no hours beside them",
                "/advance");
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException unreadable) {
            throw refused("set must be an instant such as 2027-01-01T00:00:00Z", "/set");
        }
    }

    private static RefusedException refused(String message, String pointer) {
        return new RefusedException(Refusal.INVALID, message, pointer.isEmpty() ? null : pointer);
    }
}
