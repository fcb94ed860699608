package dev.namestead.acceptance;

import static org.awaitility.Awaitility.await;

import dev.namestead.proof.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What is done to two servers on one database, and measured: results seen on the other node, races over both, kills and stops under load, and
 * a stop between a create's intent and its first byte.
 */
final class NodesRun {
    private static final Pattern LOST = Pattern.compile("lease of workflow \\S+ lost");

    private final NodePair pair;
    private final Figures figures;
    private final Answer account;
    private final Collection<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final Random random = new Random(7);

    NodesRun(NodePair pair, Figures figures) {
        this.pair = pair;
        this.figures = figures;
        this.account = pair.account();
    }

    /** Equal creates at both nodes at once: one does the work, and the other's answer may come so much later. */
    void resultsOnTheOtherNode(int names) {
        Customer here = pair.one().serving(account);
        Customer there = pair.two().serving(account);
        var apart = new ArrayList<Double>();
        int bought = 0;
        for (int i = 0; i < names + 10; i++) {
            String name = "seen-" + i + ".com";
            List<Long> answered = Together.run(List.of(answeredAt(here, name), answeredAt(there, name)));
            bought += here.registrationStatus(name).state().equals("succeeded") ? 1 : 0;
            if (i >= 10) {
                // The first ones warm both up.
                apart.add(Math.abs(answered.getFirst() - answered.getLast()) / 1e6);
            }
        }
        figures.atLeast("names bought while both nodes waited", bought, names);
        figures.inTime("result on the other node, p99 (ms)", percentile(apart, 0.99), 100);
        figures.remark("median %.1f ms, most %.1f ms".formatted(percentile(apart, 0.5), percentile(apart, 1)));
    }

    private Callable<Long> answeredAt(Customer customer, String name) {
        return () -> {
            note(name, customer, customer.register(name));
            return System.nanoTime();
        };
    }

    private void note(String name, Customer customer, Answer answer) {
        Accepted.of("registration", customer, name, answer).ifPresent(accepted::add);
    }

    private static double percentile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1.0, Math.ceil(share * sorted.size()) - 1));
    }

    /** Fifty equal creates over both nodes are one workflow; that they are one charge the invariants say. */
    void races(int names) {
        int moreThanOne = 0;
        int bought = 0;
        for (int i = 0; i < names; i++) {
            String name = "raced-" + i + (i % 2 == 0 ? ".com" : ".xyz");
            List<Answer> answers = Together.run(IntStream.range(0, 50)
                    .mapToObj(number -> (Callable<Answer>) () -> {
                        Customer customer = pair.nodes().get(number % 2).serving(account);
                        Answer answer = customer.register(name);
                        note(name, customer, answer);
                        return answer;
                    })
                    .toList());
            var workflows = new HashSet<String>();
            answers.forEach(answer -> workflows.add(answer.status() / 100 + answer.text("/created_at")));
            moreThanOne += workflows.size() == 1 ? 0 : 1;
            bought += pair.one()
                            .serving(account)
                            .awaitRegistration(name, "succeeded", "failed")
                            .state()
                            .equals("succeeded")
                    ? 1
                    : 0;
        }
        figures.atLeast("names bought by 50 equal creates over both nodes", bought, names);
        figures.atMost("of these more than one workflow, or an error", moreThanOne, 0);
    }

    /** Steady buying while nodes are killed and stopped in turns. */
    void killsAndStops(int kills, int stops, Duration stop) {
        var watch = new SessionWatch(pair.registries());
        int lostBefore = leasesLost();
        int during = accepted.size();
        try (watch;
                var load = new NodesLoad(pair, account, accepted)) {
            load.awaitMore(10);
            for (int i = 0; i < kills + stops; i++) {
                Node node = pair.nodes().get(i % 2);
                if (i % 2 == 0 && i / 2 < kills || i / 2 >= stops) {
                    node.program().kill();
                    load.awaitMore(5);
                    node.begin();
                } else {
                    watch.excuseRefusals(() -> {
                        node.program().pause();
                        sleep(stop.plusMillis(random.nextInt(500)));
                        node.program().resume();
                        load.awaitMore(5);
                        sleep(NodePair.NODE_LEASE.dividedBy(3));
                    });
                }
                load.awaitMore(5);
            }
        }
        figures.atLeast(
                "names accepted while nodes were killed and stopped", accepted.size() - during, 15 * (kills + stops));
        figures.atMost("sessions of a registry at once", watch.peak(), NodePair.SESSIONS);
        figures.atMost("logins refused as too many while no node stood still", watch.refused(), 0);
        figures.remark("%d kills, %d stops of %s; %d stale leases were given up"
                .formatted(kills, stops, stop, leasesLost() - lostBefore));
    }

    /** Stops a node between intent and first byte of a create, until the other one has bought the name. */
    void heldCreates(int names) {
        var sent = new ArrayList<Integer>();
        int lostBefore = leasesLost();
        for (int i = 0; i < names; i++) {
            String name = "n" + i + "-held" + (i % 2 == 0 ? ".com" : ".xyz");
            Customer customer = pair.one().serving(account);
            note(name, customer, customer.registerAsync(name).expect(202));
            held(name, elsewhere -> elsewhere.awaitRegistration(name, "succeeded"));
            sent.add(commands(name, "<create>"));
        }
        tell("creates", sent, names, lostBefore);
    }

    /** The same of a renewal. */
    void heldRenewals(int names) {
        var sent = new ArrayList<Integer>();
        int lostBefore = leasesLost();
        for (int i = 0; i < names; i++) {
            String name = "n" + i + "-heldrenew" + (i % 2 == 0 ? ".xyz" : ".com");
            Customer customer = pair.two().serving(account);
            note(name, customer, customer.register(name));
            customer.awaitRegistration(name, "succeeded");
            Answer renewal = customer.renewAsync(name, 1).expect(202);
            Accepted.of("renewal", customer, name, renewal).ifPresent(accepted::add);
            held(name, elsewhere -> elsewhere.awaitRenewal(name, "succeeded"));
            sent.add(commands(name, "<renew>"));
        }
        tell("renewals", sent, names, lostBefore);
    }

    private void tell(String what, List<Integer> sent, int names, int lostBefore) {
        figures.atLeast(
                what + " whose first node stood still",
                sent.stream().mapToInt(Integer::intValue).sum(),
                names);
        figures.atMost(
                "commands for one of these " + what,
                sent.stream().mapToInt(Integer::intValue).max().orElse(99),
                1);
        figures.atLeast("stale writes of " + what + " refused by the fence", leasesLost() - lostBefore, names);
    }

    /** Once a node stands before the first byte it is stopped until the other one is through with it. */
    private void held(String name, Consumer<Customer> through) {
        Path at = pair.stops().resolve(name + ".at");
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(at) && Files.size(at) > 0);
        Node first = pair.named(read(at));
        int lost = leasesLost();
        first.program().pause();
        try {
            through.accept(pair.other(first).serving(account));
            Workplace.write(pair.stops().resolve(name + ".go"), "");
        } finally {
            first.program().resume();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> leasesLost() > lost);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private int commands(String name, String element) {
        return (int) frames(name)
                .filter(xml -> xml.contains(element) && xml.contains(">" + name + "<"))
                .count();
    }

    private java.util.stream.Stream<String> frames(String name) {
        return framesOf(Sandbox.registryOf(name)).map(frame -> frame.path("xml").asString());
    }

    private java.util.stream.Stream<JsonNode> framesOf(String registry) {
        return StreamSupport.stream(
                pair.registries()
                        .control()
                        .get("/registries/" + registry + "/frames?limit=500")
                        .expect(200)
                        .json()
                        .path("frames")
                        .spliterator(),
                false);
    }

    /** How often a node has found that another one goes on with its workflow. */
    private int leasesLost() {
        return pair.nodes().stream()
                .mapToInt(node ->
                        (int) LOST.matcher(node.program().logText()).results().count())
                .sum();
    }

    /** Nothing else goes on: the messages of a registry are asked for by one node alone. */
    void onePoller(Duration watched) {
        Instant from = Instant.now();
        sleep(watched);
        long asked = polls(from);
        double expected = watched.toMillis() / (double) NodePair.POLL_EVERY.toMillis();
        figures.atLeast("messages asked for, in turns of one node", asked / expected, 0.5);
        figures.atMost("the same at most", asked / expected, 1.25);
    }

    private long polls(Instant from) {
        return framesOf("thin")
                .filter(frame -> frame.path("xml").asString().contains("<poll op=\"req\""))
                .filter(frame -> Instant.parse(frame.path("at").asString()).isAfter(from))
                .count();
    }

    /** The judge over all that was done. */
    void judge() {
        Invariants invariants = pair.invariants();
        invariants.awaitQuiet(Duration.ofMinutes(1));
        List<String> violations = invariants.violations(accepted);
        figures.atLeast("accepted in all", accepted.size(), 1);
        figures.atMost("invariants violated", violations.size(), 0);
        violations.forEach(figures::remark);
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
