package dev.namestead.server.metrics;

import dev.namestead.server.registry.RegistryMeter;
import dev.namestead.server.registry.RegistryState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * The figures of this process, named in docs/metrics.md. A registry's id, a command and a result code are labels; names, accounts and
 * anything secret never are.
 */
public final class Metrics implements RegistryMeter, AutoCloseable {

    /** ICANN's service levels, five times of them, after which a command counts as unanswered, and some below. */
    private static final Duration[] ROUND_TRIPS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(200),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(4),
        Duration.ofSeconds(10),
        Duration.ofSeconds(20)
    };

    private static final String PREFIX = "namestead.registry.";
    private static final String REGISTRY = "registry";
    /** In place of a code where no answer came. */
    private static final int NO_ANSWER = 0;

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MultiGauge credentials;
    private final Map<String, Supplier<RegistryState>> registries = new ConcurrentHashMap<>();

    public Metrics() {
        new JvmMemoryMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        credentials = MultiGauge.builder(PREFIX + "credential")
                .description("1 for the password of the last login, by a digest that gives nothing of it away")
                .register(meters);
    }

    /** Shows how things stand with a registry, asked anew each time that somebody looks. */
    public void watch(String registryId, Supplier<RegistryState> state) {
        registries.put(registryId, state);
        Tags tags = Tags.of(REGISTRY, registryId);
        gauge("sessions", "Sessions of this server", tags.and("use", "busy"), state, RegistryState::busySessions);
        gauge("sessions", "Sessions of this server", tags.and("use", "idle"), state, RegistryState::restingSessions);
        gauge("sessions.allowed", "The most sessions of this server", tags, state, RegistryState::allowedSessions);
        gauge("waiting", "Commands that wait for a session", tags, state, RegistryState::waiting);
        gauge("circuit.open", "1 while no session can be opened", tags, state, it -> it.problem() == null ? 0 : 1);
    }

    private void gauge(
            String name,
            String description,
            Tags tags,
            Supplier<RegistryState> state,
            ToDoubleFunction<RegistryState> figure) {
        Gauge.builder(PREFIX + name, () -> figure.applyAsDouble(state.get()))
                .description(description)
                .tags(tags)
                .register(meters);
    }

    @Override
    public Tally tally(String registryId, Asking asking) {
        return new Commands(Tags.of(
                REGISTRY,
                registryId,
                "kind",
                asking.kind().name().toLowerCase(Locale.ROOT),
                "command",
                asking.command()));
    }

    /** The library's own look-up sorts labels, which takes longer than all else here: each figure is looked up once. */
    private final class Commands implements Tally {
        private final Tags tags;
        private final Timer roundTrips;
        private final Map<Integer, Counter> answers = new ConcurrentHashMap<>();

        private Commands(Tags tags) {
            this.tags = tags;
            this.roundTrips = Timer.builder(PREFIX + "round.trip")
                    .description("From a command to its answer")
                    .tags(tags)
                    .serviceLevelObjectives(ROUND_TRIPS)
                    .register(meters);
        }

        @Override
        public void answered(int code, Duration roundTrip) {
            roundTrips.record(roundTrip);
            count(code);
        }

        @Override
        public void unanswered() {
            count(NO_ANSWER);
        }

        private void count(int code) {
            answers.computeIfAbsent(code, this::counter).increment();
        }

        private Counter counter(int code) {
            return Counter.builder(PREFIX + "answers")
                    .description("Commands by result code; none where no answer came")
                    .tags(tags.and("code", label(code)))
                    .register(meters);
        }

        private static String label(int code) {
            return switch (code) {
                case NO_ANSWER -> "none";
                case OTHER_CODE -> "other";
                default -> Integer.toString(code);
            };
        }
    }

    @Override
    public void noSession(String registryId, String reason) {
        Counter.builder(PREFIX + "sessions.failed")
                .description("Sessions that could not be opened, by reason")
                .tags(REGISTRY, registryId, "reason", reason)
                .register(meters)
                .increment();
    }

    /** All figures, in the text format of Prometheus, version 0.0.4. */
    public synchronized String text() {
        List<Row<?>> rows = new ArrayList<>();
        registries.forEach((id, state) -> {
            String credential = state.get().credential();
            if (credential != null) {
                rows.add(Row.of(Tags.of(REGISTRY, id, "credential", credential), 1));
            }
        });
        credentials.register(rows, true);
        return meters.scrape();
    }

    @Override
    public void close() {
        meters.close();
    }
}
