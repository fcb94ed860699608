package dev.namestead.server.simulation;

import dev.namestead.server.app.Registrar;
import dev.namestead.server.billing.PaymentProvider;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.database.Bell;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.lifecycle.Policies;
import dev.namestead.server.registration.RegistrationSettings;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.search.SearchSettings;
import dev.namestead.server.workflow.DrivenWorkflows;
import dev.namestead.server.workflow.Machine;
import dev.namestead.server.workflow.WorkflowSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A node of the server: its own object graph, driven by the world instead of by threads and clocks. A crash takes all its threads, and what
 * they leave in its memory is what a fresh start has: nothing in flight.
 */
final class SimulatedNode {
    static final Duration LEASE = Duration.ofSeconds(30);

    private final World world;
    private final Process process;
    private final Registrar registrar;
    private final DrivenWorkflows workflows;
    private boolean extending;

    SimulatedNode(
            World world, SimulatedDatabase database, Registries registries, PaymentProvider provider, String name) {
        this.world = world;
        this.process = new Process(name);
        this.registrar = new Registrar(new Registrar.Parts(
                database.seenBy(process),
                Catalog.builtIn(),
                registries,
                new SecretBox(new byte[32]),
                settings(),
                Policies.lateMoney(false, Duration.ofHours(1), Duration.ofHours(5)),
                // One place a lane: which of several due workflows comes first is then no matter of the query's plan.
                new WorkflowSettings(
                        name, LEASE, 1, Duration.ofMillis(500), Duration.ofMillis(250), Duration.ofSeconds(20), 3),
                SearchSettings.DEFAULT,
                (_, ledger) -> new Payments(ledger, List.of(provider), Optional.empty()),
                null,
                (kind, step, point) -> {
                    world.conductor().requireLife();
                    world.say(name, kind + " " + step + " " + point);
                    world.point(step);
                },
                machine(),
                Bell.NONE));
        this.workflows = new DrivenWorkflows(registrar.workflows());
    }

    private static RegistrationSettings settings() {
        return new RegistrationSettings(
                List.of("ns1.example.net", "ns2.example.net"),
                RegistrationSettings.Confirm.BY_NAME,
                Duration.ofDays(7),
                () -> "http://127.0.0.1:8080",
                Duration.ofMinutes(5),
                Duration.ofHours(24),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                Duration.ofNanos(Wire.DEADLINE * 1000));
    }

    private Machine machine() {
        return new Machine() {
            @Override
            public long nanoTime() {
                return world.conductor().now() * 1000;
            }

            @Override
            public long random(long most) {
                return world.chance().between(0, most);
            }

            @Override
            public void start(String name, Runnable work) {
                extendWhileRunning();
                world.conductor().start(process, world.chance().between(0, 500), work);
            }

            @Override
            public void startLater(String name, Duration after, Runnable work) {
                // What searches remember is of no concern to any rule.
            }
        };
    }

    Process process() {
        return process;
    }

    Registrar registrar() {
        return registrar;
    }

    /** Looks for due work after so long. */
    void claimAfter(long micros) {
        if (process.up()) {
            world.conductor().start(process, micros, () -> quietly("claim", workflows::claim));
        }
    }

    /** It has reached a registry again. */
    void resume(String registry) {
        if (process.up()) {
            registrar.workflows().resume(registry);
        }
    }

    private void extendWhileRunning() {
        if (!extending) {
            extending = true;
            extendAfter(LEASE.toNanos() / 3000);
        }
    }

    private void extendAfter(long micros) {
        int life = process.life();
        world.conductor().start(process, micros, () -> {
            if (life != process.life() || workflows.running() == 0) {
                extending = false;
                return;
            }
            quietly("extension of leases", workflows::extendLeases);
            extendAfter(LEASE.toNanos() / 3000);
        });
    }

    /** As the server's own loops do: what failed is tried again at the next occasion. */
    private void quietly(String what, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            world.say(process.name(), what + " failed: " + failure.getClass().getSimpleName());
        }
    }

    void restart() {
        extending = false;
        process.rise();
        world.say(process.name(), "starts again");
        claimAfter(world.chance().between(1_000, 1_000_000));
    }

    /** Nothing of it runs or will: the state between two runs. */
    void reset() {
        extending = false;
        process.rise();
        process.stopUntil(0);
    }
}
