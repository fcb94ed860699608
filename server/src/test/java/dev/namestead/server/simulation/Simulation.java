package dev.namestead.server.simulation;

import dev.namestead.api.AccountId;
import dev.namestead.server.app.PaymentChoice;
import dev.namestead.server.app.Registrar;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.billing.PaymentMethod;
import dev.namestead.server.billing.PaymentProvider;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.DatabaseSettings;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registry.PollMessage;
import dev.namestead.server.registry.PollMessage.PendingAction;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.search.SearchSettings;
import dev.namestead.server.workflow.Machine;
import dev.namestead.server.workflow.WorkflowProbe;
import dev.namestead.server.workflow.WorkflowSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs of several nodes of the server against simulated registries and a simulated payment provider, on the real database. For a while
 * everything goes wrong that may (safety); then nothing any more, and all must come to its end (liveness). A seed is a run.
 */
final class Simulation implements AutoCloseable {
    private static final Actor WORLD = new Actor("operator", "simulation", "simulation");
    /** Beyond this a database full of earlier runs slows the next ones. */
    private static final int RUNS_A_DATABASE = 50;
    /** From when on nothing goes wrong any more. */
    private static final long TROUBLED = 90_000_000L;
    /** Within so many happenings after that all must have ended. */
    private static final int MOST_HAPPENINGS = 4_000;

    private final World world = new World();
    private final SimulatedDatabase database;
    private final Database truth;
    private final List<SimulatedRegistry> registries =
            List.of(new SimulatedRegistry(world, "thick", true), new SimulatedRegistry(world, "thin", false));
    private final SimulatedPayments payments = new SimulatedPayments(world);
    private final List<SimulatedNode> nodes = new ArrayList<>();
    private final Clients clients;
    private final Polling polling;
    private final SafetyRules rules;
    private final Registrar administration;
    private final Set<Long> seedsHere = new HashSet<>();
    private final List<AccountId> accounts = new ArrayList<>();
    private boolean dirty = true;
    private long current;

    /**
     * What came of a run.
     *
     * @param broken the rules that were broken; empty where all is well
     */
    record Run(
            long seed,
            List<String> broken,
            String traceHash,
            int lines,
            List<String> lastLines,
            int succeeded,
            int failed) {
        String report() {
            return "seed " + seed + " broke " + broken + "\nThe last of " + lines + " lines:\n"
                    + String.join("\n", lastLines);
        }
    }

    Simulation(DatabaseSettings settings, PlantedFault planted) {
        database = new SimulatedDatabase(world, settings);
        truth = database.truth();
        Registries all = seen(planted);
        PaymentProvider provider = planted.payments(payments);
        for (String name : List.of("n1", "n2", "n3")) {
            nodes.add(new SimulatedNode(world, database, all, provider, name));
        }
        clients = new Clients(world, truth, nodes);
        polling = new Polling(world, truth, nodes);
        rules = new SafetyRules(truth, registries, payments);
        administration = administration(all);
        world.onCrash(this::restartLater);
        registries.forEach(registry -> registry.onDecision(this::announce));
    }

    /** How many statements all runs took. */
    long statements() {
        return database.statements();
    }

    private Registries seen(PlantedFault planted) {
        List<Registry> seen = registries.stream().map(planted::registry).toList();
        return new Registries() {
            @Override
            public Optional<Registry> find(String id) {
                return seen.stream()
                        .filter(registry -> registry.id().equals(id))
                        .findFirst();
            }

            @Override
            public List<Registry> all() {
                return seen;
            }
        };
    }

    /** For what is there before a run begins. */
    private Registrar administration(Registries all) {
        return new Registrar(new Registrar.Parts(
                truth,
                Catalog.builtIn(),
                all,
                new SecretBox(new byte[32]),
                RegistrarWorld.settings(),
                WorkflowSettings.defaults("world"),
                SearchSettings.DEFAULT,
                PaymentChoice.SANDBOX,
                null,
                WorkflowProbe.NONE,
                Machine.REAL));
    }

    Run run(long seed) {
        prepare(seed);
        plan(seed);
        List<String> broken = new ArrayList<>();
        try {
            happen(TROUBLED, Integer.MAX_VALUE, broken);
            if (broken.isEmpty()) {
                recover();
                happen(Long.MAX_VALUE, MOST_HAPPENINGS, broken);
            }
            if (broken.isEmpty()) {
                broken.addAll(rules.atTheEnd(clients.names(), clients.acknowledged()));
            }
        } catch (RuntimeException failure) {
            failure.printStackTrace();
            broken.add("noFaultOfOurs: " + failure + ", " + failure.getCause());
        }
        dirty |= !broken.isEmpty();
        Run run = new Run(
                seed,
                broken,
                world.trace().hash(),
                world.trace().lines(),
                world.trace().last(),
                ended("succeeded"),
                ended("failed"));
        stopAll();
        return run;
    }

    private int ended(String state) {
        return truth.read(tx -> tx.sql()
                .sql("SELECT count(*) FROM workflow WHERE state = :state AND subject LIKE :names")
                .param("state", state)
                .param("names", "s" + current + "%")
                .query(Integer.class)
                .single());
    }

    private void prepare(long seed) {
        current = seed;
        world.begin(seed);
        registries.forEach(SimulatedRegistry::reset);
        payments.reset();
        nodes.forEach(SimulatedNode::reset);
        polling.reset();
        if (dirty || seedsHere.size() >= RUNS_A_DATABASE || !seedsHere.add(seed)) {
            empty();
            seedsHere.clear();
            seedsHere.add(seed);
            dirty = false;
        }
        truth.transact(tx ->
                tx.sql().sql("UPDATE environment SET clock_offset_micros = 0").update());
    }

    private void empty() {
        truth.transact(tx -> {
            List<String> tables = tx.sql()
                    .sql("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
                            + " AND tablename NOT IN ('environment', 'flyway_schema_history')")
                    .query(String.class)
                    .list();
            tx.sql().sql("TRUNCATE " + String.join(", ", tables)).update();
        });
        accounts.clear();
        for (String card : List.of(
                SimulatedPayments.GOOD, SimulatedPayments.GOOD, SimulatedPayments.BAD, SimulatedPayments.FICKLE)) {
            AccountId id = administration.accounts().create(WORLD, "Simulated", 100_000);
            administration.accounts().acceptAgreement(WORLD, id, "1");
            truth.transact(tx -> {
                administration.addressBook().addDefault(tx, id, RegistrarWorld.ADA);
                administration.payments().setDefaultMethod(tx, id, new PaymentMethod(SimulatedPayments.NAME, card));
            });
            accounts.add(id);
        }
    }

    private void plan(long seed) {
        Chance chance = world.chance();
        // The good cards are the usual ones.
        AccountId first = accounts.get(0);
        AccountId second = accounts.get(1);
        List<AccountId> asking = List.of(first, second, first, second, accounts.get(2), accounts.get(3));
        clients.plan(seed, asking, TROUBLED / 3);
        for (SimulatedRegistry registry : registries) {
            mayBeAway(registry.wire()).ifPresent(until -> noticeReturn(registry.id(), until));
            if (chance.hits(world.faults().rival())) {
                String name = chance.oneOf(clients.names());
                String own = name.endsWith(".com") ? "thin" : "thick";
                if (registry.id().equals(own)) {
                    world.conductor().after(chance.between(0, TROUBLED), () -> registry.rivalTakes(name));
                }
            }
        }
        mayBeAway(payments.wire());
        if (chance.hits(0.3)) {
            world.conductor().after(chance.between(0, TROUBLED), () -> advance(chance.between(60, 700_000)));
        }
    }

    private Optional<Long> mayBeAway(Wire wire) {
        Chance chance = world.chance();
        if (!chance.hits(world.faults().outage())) {
            return Optional.empty();
        }
        long from = chance.between(0, TROUBLED);
        long until = chance.between(from, TROUBLED);
        wire.away(from, until);
        return Optional.of(until);
    }

    /** Whichever node gets through first tells of it, or none does; one may also be wrong. */
    private void noticeReturn(String registry, long until) {
        Chance chance = world.chance();
        for (SimulatedNode node : nodes) {
            if (chance.hits(0.5)) {
                long noticed = until + chance.between(-2_000_000, 10_000_000);
                world.conductor().after(Math.max(0, noticed), () -> node.resume(registry));
            }
        }
    }

    private void advance(long seconds) {
        world.say("world", "the business clock jumps by " + seconds + " s");
        world.advance(Duration.ofSeconds(seconds));
        truth.transact(tx -> tx.sql()
                .sql("UPDATE environment SET clock_offset_micros = :micros")
                .param("micros", world.businessOffset())
                .update());
    }

    /** Lets things happen until an instant, or until nothing is left to happen. */
    private void happen(long until, int most, List<String> broken) {
        Conductor conductor = world.conductor();
        for (int happened = 0; broken.isEmpty(); happened++) {
            polling.plan();
            long next = conductor.next();
            if (next < 0 || next >= until) {
                return;
            }
            conductor.step();
            if (happened > most) {
                broken.add("everythingEnds: after " + most + " happenings without faults");
                broken.addAll(rules.atTheEnd(clients.names(), Set.of()));
            } else if (happened % 64 == 63) {
                broken.addAll(rules.always(clients.names()));
            }
        }
    }

    private void recover() {
        world.say("world", "nothing goes wrong any more");
        world.noMoreFaults();
        world.conductor()
                .after(
                        0,
                        () -> nodes.stream()
                                .filter(node -> !node.process().up())
                                .forEach(SimulatedNode::restart));
    }

    private void restartLater(Process process) {
        SimulatedNode node = nodes.stream()
                .filter(candidate -> candidate.process() == process)
                .findFirst()
                .orElseThrow();
        world.conductor().after(world.chance().between(100_000, 40_000_000), () -> {
            if (!process.up()) {
                node.restart();
            }
        });
    }

    /** The poll message of a decision, which comes again until it is applied, and perhaps once more. */
    private void announce(SimulatedRegistry.Decision decision) {
        Chance chance = world.chance();
        List<SimulatedNode> up =
                nodes.stream().filter(node -> node.process().up()).toList();
        long wait = chance.between(1_000, 30_000_000);
        if (up.isEmpty()) {
            world.conductor().after(wait, () -> announce(decision));
            return;
        }
        SimulatedNode node = chance.oneOf(up);
        boolean[] applied = new boolean[1];
        world.conductor().start(node.process(), wait, () -> {
            apply(node, decision);
            applied[0] = true;
            node.claimAfter(chance.between(0, 5_000));
        });
        world.conductor().after(wait + chance.between(0, 60_000_000), () -> {
            if (!applied[0] || chance.hits(0.2)) {
                announce(decision);
            }
        });
    }

    private void apply(SimulatedNode node, SimulatedRegistry.Decision decision) {
        PendingAction action = new PendingAction(decision.accepted(), decision.clTrid(), "SV");
        PollMessage message = new PollMessage(decision.registry(), "1", world.businessNow(), "decided", null, action);
        try {
            node.registrar().database().transact(tx -> node.registrar().polls().apply(tx, message));
        } catch (RuntimeException failure) {
            world.say(node.process().name(), "could not apply a message");
            throw new Task.Killed();
        }
    }

    private void stopAll() {
        nodes.forEach(node -> world.conductor().kill(node.process()));
    }

    @Override
    public void close() {
        administration.close();
        nodes.forEach(node -> node.registrar().close());
        database.close();
        world.close();
    }
}
