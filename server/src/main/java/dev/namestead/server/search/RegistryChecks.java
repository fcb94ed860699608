package dev.namestead.server.search;

import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Asks all registries at once, each one for all its names, and waits for none beyond the one deadline. */
final class RegistryChecks {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryChecks.class);

    private final Registries registries;

    RegistryChecks(Registries registries) {
        this.registries = registries;
    }

    /** What was answered in time; names of registries that were not are absent. */
    Map<DomainName, Availability> ask(Map<String, List<DomainName>> namesByRegistry, Duration deadline) {
        // Machine time, on this process' own clock.
        long end = System.nanoTime() + deadline.toNanos();
        // Each log line of the request carries its id, whatever thread writes it.
        Map<String, String> logged = Objects.requireNonNullElse(MDC.getCopyOfContextMap(), Map.of());
        Map<String, FutureTask<RegistryAnswer<List<Availability>>>> asked = new HashMap<>();
        namesByRegistry.forEach((id, names) -> {
            Optional<Registry> registry = registries.find(id);
            if (registry.isEmpty()) {
                LOG.error("the catalog names the registry {}, which is not configured", id);
                return;
            }
            var task = new FutureTask<>(() -> {
                MDC.setContextMap(logged);
                return registry.get().check(names, deadline);
            });
            Thread.ofVirtual().name("check-" + id).start(task);
            asked.put(id, task);
        });
        Map<DomainName, Availability> answers = new HashMap<>();
        asked.forEach((id, task) -> {
            for (Availability availability : answer(id, task, end)) {
                answers.put(availability.name(), availability);
            }
        });
        return answers;
    }

    private static List<Availability> answer(String id, FutureTask<RegistryAnswer<List<Availability>>> task, long end) {
        try {
            return switch (task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                case RegistryAnswer.Completed<List<Availability>> completed -> completed.value();
                case RegistryAnswer.Pending<List<Availability>> pending -> none(id, pending);
                case RegistryAnswer.Refused<List<Availability>> refused -> none(id, refused);
                case RegistryAnswer.NotSent<List<Availability>> notSent -> none(id, notSent);
                case RegistryAnswer.Later<List<Availability>> later -> none(id, later);
                case RegistryAnswer.Unknown<List<Availability>> unknown -> none(id, unknown);
            };
        } catch (TimeoutException late) {
            // Not interrupted: that would tear down its session. It ends by its own deadline.
            return none(id, "no answer in time");
        } catch (ExecutionException broken) {
            LOG.error("the check at registry {} broke", id, broken.getCause());
            return List.of();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return none(id, "interrupted");
        }
    }

    private static List<Availability> none(String id, Object why) {
        LOG.warn("no result of a check from registry {}: {}", id, why);
        return List.of();
    }
}
