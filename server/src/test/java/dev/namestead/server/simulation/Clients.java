package dev.namestead.server.simulation;

import dev.namestead.api.AccountId;
import dev.namestead.api.RefusedException;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.database.CommitUnknownException;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.DatabaseUnavailableException;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.lifecycle.RenewRequest;
import dev.namestead.server.registration.RegisterRequest;
import dev.namestead.server.registration.RegistrationChange;
import dev.namestead.server.workflow.WorkflowId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Those who ask: several accounts after a few names, each of them more than once, and not always with the same wish. */
final class Clients {
    private static final Actor CLIENT = new Actor("token", "simulated", "simulated-request");
    private static final Pattern SECRET = Pattern.compile("/confirmations/([A-Za-z0-9_-]+)");
    private static final int MOST_TRIES = 4;

    private final World world;
    private final Database truth;
    private final List<SimulatedNode> nodes;
    private final List<String> names = new ArrayList<>();
    private final Set<WorkflowId> acknowledged = new LinkedHashSet<>();
    private final Set<SimulatedNode> busy = new LinkedHashSet<>();

    Clients(World world, Database truth, List<SimulatedNode> nodes) {
        this.world = world;
        this.truth = truth;
        this.nodes = nodes;
    }

    List<String> names() {
        return List.copyOf(names);
    }

    /** What was promised to a client. */
    Set<WorkflowId> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Plans all requests of a run, within so long. */
    void plan(long seed, List<AccountId> accounts, long micros) {
        names.clear();
        acknowledged.clear();
        busy.clear();
        Chance chance = world.chance();
        long many = chance.between(1, 3);
        for (int number = 0; number < many; number++) {
            String kind = chance.oneOf(List.of("", "", "", "", "", "-confirm", "-premium"));
            String name = "s" + seed + (char) ('a' + number) + kind + chance.oneOf(List.of(".com", ".org"));
            names.add(name);
            long orders = chance.between(1, 2);
            for (int order = 0; order < orders; order++) {
                planOrders(name, chance.oneOf(accounts), micros);
            }
            if (chance.hits(0.5)) {
                planEdits(name, accounts, micros);
            }
            if (chance.hits(0.4)) {
                planRenewals(name, accounts, micros);
            }
            if (kind.equals("-confirm")) {
                planConfirmation(name, micros);
            }
        }
    }

    private void planOrders(String name, AccountId account, long micros) {
        Chance chance = world.chance();
        boolean autoRenew = chance.hits(0.2);
        RegisterRequest request =
                new RegisterRequest(DomainName.of(name), null, autoRenew, null, Map.of(), Map.of(), Map.of());
        long times = chance.between(1, 3);
        for (int time = 0; time < times; time++) {
            world.conductor()
                    .after(
                            chance.between(0, micros),
                            () -> ask(
                                    "asks for " + name,
                                    0,
                                    node -> () ->
                                            node.registrar().registerDomain().accept(CLIENT, account, request)));
        }
    }

    private void planEdits(String name, List<AccountId> accounts, long micros) {
        Chance chance = world.chance();
        long times = chance.between(1, 5);
        for (int time = 0; time < times; time++) {
            AccountId account = chance.oneOf(accounts);
            Boolean locked = chance.hits(0.7) ? chance.hits(0.5) : null;
            Boolean autoRenew = locked == null || chance.hits(0.5) ? chance.hits(0.5) : null;
            RegistrationChange change = new RegistrationChange(autoRenew, locked, null);
            world.conductor()
                    .after(
                            chance.between(micros / 4, micros * 2),
                            () -> ask(
                                    "edits " + name,
                                    0,
                                    node -> () -> node.registrar()
                                            .updateRegistration()
                                            .accept(CLIENT, account, DomainName.of(name), change)));
        }
    }

    private void planRenewals(String name, List<AccountId> accounts, long micros) {
        Chance chance = world.chance();
        AccountId account = chance.oneOf(accounts);
        RenewRequest request = new RenewRequest(DomainName.of(name), (int) chance.between(1, 2), null);
        long times = chance.between(1, 4);
        for (int time = 0; time < times; time++) {
            world.conductor()
                    .after(
                            chance.between(micros / 4, micros * 2),
                            () -> ask(
                                    "renews " + name,
                                    0,
                                    node -> () ->
                                            node.registrar().lifecycle().renew().accept(CLIENT, account, request)));
        }
    }

    private void planConfirmation(String name, long micros) {
        if (world.chance().hits(0.7)) {
            world.conductor().after(world.chance().between(micros / 2, micros * 2), () -> confirm(name, 0));
        }
    }

    private void confirm(String name, int tried) {
        truth.read(tx -> tx.sql()
                        .sql("SELECT body FROM notice WHERE subject = :name AND kind = 'registrant_confirmation'"
                                + " ORDER BY number DESC LIMIT 1")
                        .param("name", name)
                        .query(String.class)
                        .optional())
                .ifPresent(mail -> {
                    Matcher secret = SECRET.matcher(mail);
                    if (secret.find()) {
                        onSomeNode(
                                "confirms " + name,
                                tried,
                                node -> node.registrar().confirmations().confirm(secret.group(1), "simulated"));
                    }
                });
    }

    private void ask(String what, int tried, java.util.function.Function<SimulatedNode, Supplier<WorkflowId>> how) {
        onSomeNode(what, tried, node -> {
            WorkflowId id = how.apply(node).get();
            acknowledged.add(id);
            world.say("client", what + " and has an answer");
        });
    }

    /** A request to a node that is up. One whose answer does not come is sent again, as the known clients do. */
    private void onSomeNode(String what, int tried, Consumer<SimulatedNode> request) {
        List<SimulatedNode> up = nodes.stream()
                .filter(node -> node.process().up() && !busy.contains(node))
                .toList();
        Chance chance = world.chance();
        if (up.isEmpty()) {
            world.conductor().after(chance.between(100_000, 3_000_000), () -> onSomeNode(what, tried, request));
            return;
        }
        SimulatedNode node = chance.oneOf(up);
        // An account's requests pass a gate one at a time, which nobody may be left standing in.
        busy.add(node);
        world.say("client", what + " at " + node.process().name());
        world.conductor().start(node.process(), chance.between(0, 2_000), () -> {
            try {
                request.accept(node);
                node.claimAfter(chance.between(0, 5_000));
            } catch (RefusedException refused) {
                world.say("client", what + ": refused, " + refused.refusal());
            } catch (CommitUnknownException | DatabaseUnavailableException again) {
                again(what, tried, request);
            } catch (Task.Killed killed) {
                again(what, tried, request);
                throw killed;
            } finally {
                busy.remove(node);
            }
        });
    }

    private void again(String what, int tried, Consumer<SimulatedNode> request) {
        if (tried < MOST_TRIES) {
            world.conductor()
                    .after(world.chance().between(200_000, 5_000_000), () -> onSomeNode(what, tried + 1, request));
        }
    }
}
