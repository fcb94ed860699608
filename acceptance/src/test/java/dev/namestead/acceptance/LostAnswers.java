package dev.namestead.acceptance;

import static org.awaitility.Awaitility.await;

import dev.namestead.proof.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Registrations, renewals and edits while three in ten answers of the registries are lost, one session in ten is cut, and one command in
 * twenty is done after it was given up. What the API says in the end is held against what the registries hold.
 */
final class LostAnswers implements AutoCloseable {
    static final String FAILED_BUT_HELD = "failed while the registry holds the name for us";
    static final String WRONG = "wrong outcomes and violated invariants";

    private static final double LATE = 0.05;
    private static final double CUT = 0.10;
    private static final double LOST = 0.30;
    private static final List<String> TRANSFORMS =
            List.of("contact:create", "domain:create", "domain:renew", "domain:update");
    private static final List<String> QUERIES = List.of("domain:check", "domain:info");
    private static final int CUSTOMERS = 16;

    private final Registries registries = Registries.start("lost-registries");
    private final Namestead server;

    LostAnswers() {
        // An answer that is lost is noticed at once; one that is late must not be waited for as long as real registries
        // may take.
        String settings = registries
                        .settings()
                        .replace(
                                "deadlines: {session: 5s, query: 5s, transform: 5s}",
                                "deadlines: {session: 4s, query: 1s, transform: 1s}\n  sessions: {max: 8}")
                + "workflow: {lease: 3s, first_pause: 50ms, longest_pause: 1s}\n";
        server = Namestead.configured("lost", settings);
    }

    /** One name, who wants it, and whether a registry would sell it. */
    private record Wish(Customer customer, String name, boolean sold) {}

    /** From now on the registries lose what they are told to, by lot. */
    void loseAnswers(long seed) {
        for (String command : TRANSFORMS) {
            lots(command, seed, Map.of("action", "late-commit", "millis", 700), LATE, 0);
            lots(command, seed + 1, Map.of("action", "drop-before"), CUT / 2, LATE);
            lots(command, seed + 2, Map.of("action", "close"), CUT / 2, LATE + CUT / 2);
            lots(command, seed + 3, Map.of("action", "drop-after-commit"), LOST, LATE + CUT);
        }
        for (String command : QUERIES) {
            lots(command, seed + 1, Map.of("action", "drop-before"), CUT / 2, 0);
            lots(command, seed + 2, Map.of("action", "close"), CUT / 2, CUT / 2);
            lots(command, seed + 3, Map.of("action", "drop-after-commit"), LOST, CUT);
        }
    }

    /** @param before the share that faults before this one take: only the rest comes by here */
    private void lots(String command, long seed, Map<String, Object> action, double share, double before) {
        var fault = new HashMap<String, Object>(action);
        fault.putAll(Map.of("command", command, "chance", share / (1 - before), "seed", seed));
        registries.fault(fault);
    }

    /** A registry that lies: it registers without a word, and then says that the name is none of our business. */
    void lie() {
        registries.fault(Map.of("command", "domain:create", "action", "drop-after-commit", "chance", 1));
        registries.fault(Map.of("command", "domain:info", "action", "result", "code", 2201, "chance", 1));
    }

    void mend() {
        registries.mend();
    }

    /** Buys so many names, renews and unlocks some, waits for the end of all of it, and judges. */
    void run(String what, int creates, Duration most, Figures figures) {
        long began = System.nanoTime();
        List<Customer> customers = IntStream.range(0, CUSTOMERS)
                .mapToObj(_ -> server.sandbox().customer(Map.of("limit", creates)))
                .toList();
        List<Wish> wishes = IntStream.range(0, creates)
                .mapToObj(i -> wish(customers.get(i % CUSTOMERS), what, i))
                .toList();
        List<Accepted> accepted = new ArrayList<>(inTurns(wishes, LostAnswers::order));
        Invariants invariants = Invariants.of(server, registries);
        invariants.awaitQuiet(most);
        List<Wish> renewed = IntStream.range(0, creates)
                .filter(i -> i % 10 == 1)
                .mapToObj(wishes::get)
                .filter(Wish::sold)
                .toList();
        List<Wish> unlocked = IntStream.range(0, creates)
                .filter(i -> i % 20 == 2)
                .mapToObj(wishes::get)
                .filter(Wish::sold)
                .toList();
        inTurns(renewed, wish -> wish.customer().renewAsync(wish.name(), 1).status());
        inTurns(
                unlocked,
                wish -> wish.customer()
                        .api()
                        .put(wish.customer().path("/domains/" + wish.name()), "{\"locked\":false}")
                        .status());
        invariants.awaitQuiet(most);
        shares(figures);
        outcomes(wishes, invariants, accepted, figures);
        figures.atLeast("renewals that succeeded", ended(renewed, "renew-status"), renewed.size());
        figures.atLeast("edits that succeeded", ended(unlocked, "update-status"), unlocked.size());
        figures.remark("%d names, %d renewals, %d edits in %d s"
                .formatted(
                        creates,
                        renewed.size(),
                        unlocked.size(),
                        Duration.ofNanos(System.nanoTime() - began).toSeconds()));
    }

    /** Sent again while it is answered 503, as clients do: a machine with much else to do may have no connection to the database free. */
    private static Accepted order(Wish wish) {
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> Accepted.of(
                                "registration",
                                wish.customer(),
                                wish.name(),
                                wish.customer().registerAsync(wish.name())),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Wish wish(Customer customer, String what, int number) {
        boolean sold = number % 25 != 24;
        String name = "%s-%05d%s.%s".formatted(what, number, sold ? "" : "-rejected", number % 2 == 0 ? "com" : "xyz");
        return new Wish(customer, name, sold);
    }

    /** What the registries really did, of the commands that could have been hit. */
    private void shares(Figures figures) {
        double commands = 0;
        double transforms = 0;
        double lost = 0;
        double cut = 0;
        double late = 0;
        List<JsonNode> faults = new ArrayList<>();
        registries.control().get("/faults").json().path("faults").forEach(faults::add);
        for (String command :
                Stream.of(TRANSFORMS, QUERIES).flatMap(List::stream).toList()) {
            List<JsonNode> own = faults.stream()
                    .filter(fault -> fault.at("/spec/command").asString("").equals(command))
                    .toList();
            // The first one that is asked sees them all.
            commands += own.isEmpty() ? 0 : own.getFirst().path("seen").asLong();
            transforms += TRANSFORMS.contains(command) && !own.isEmpty()
                    ? own.getFirst().path("seen").asLong()
                    : 0;
            for (JsonNode fault : own) {
                long hits = fault.path("hits").asLong();
                switch (fault.at("/spec/action").asString("")) {
                    case "drop-after-commit" -> lost += hits;
                    case "drop-before", "close" -> cut += hits;
                    case "late-commit" -> late += hits;
                    default -> {}
                }
            }
        }
        figures.atLeast("answers lost, of all commands", lost / commands, LOST - 0.05);
        figures.atLeast("sessions cut, of all commands", cut / commands, CUT - 0.03);
        figures.atLeast("done late, of the transform commands", late / transforms, LATE - 0.03);
        figures.remark(
                "%d commands were met by faults, %d of them transforms".formatted((long) commands, (long) transforms));
    }

    private void outcomes(List<Wish> wishes, Invariants invariants, List<Accepted> accepted, Figures figures) {
        Map<String, Map<String, Holdings.Holding>> held =
                Holdings.read(registries.variables()).byRegistry();
        List<String> states = inTurns(
                wishes, wish -> wish.customer().registrationStatus(wish.name()).state());
        int succeeded = 0;
        int failedButHeld = 0;
        List<String> wrong = new ArrayList<>(invariants.violations(accepted));
        for (int i = 0; i < wishes.size(); i++) {
            Wish wish = wishes.get(i);
            String state = states.get(i);
            boolean ours = held.get(Sandbox.registryOf(wish.name())).containsKey(wish.name());
            boolean right = wish.sold() ? !state.equals("failed") : state.equals("failed");
            if (!right || state.equals("succeeded") != ours) {
                wrong.add(wish.name() + " is " + state + (ours ? " and ours" : " and not ours"));
            }
            succeeded += wish.sold() && state.equals("succeeded") && ours ? 1 : 0;
            failedButHeld += state.equals("failed") && ours ? 1 : 0;
        }
        wrong.stream().limit(20).forEach(figures::remark);
        figures.atLeast(
                "creates that succeeded, of those that could",
                succeeded,
                wishes.stream().filter(Wish::sold).count());
        figures.atMost(WRONG, wrong.size(), 0);
        figures.atMost(FAILED_BUT_HELD, failedButHeld, 0);
    }

    private static long ended(List<Wish> wishes, String status) {
        return inTurns(wishes, wish -> wish.customer().get("/registrations/" + wish.name() + "/" + status)).stream()
                .filter(answer -> answer.state().equals("succeeded"))
                .count();
    }

    /** The same for all of them, some at once; results in the same order. */
    private static <T> List<T> inTurns(List<Wish> wishes, Function<Wish, T> action) {
        List<Callable<List<T>>> lines = IntStream.range(0, CUSTOMERS)
                .<Callable<List<T>>>mapToObj(line -> () -> IntStream.range(0, wishes.size())
                        .filter(i -> i % CUSTOMERS == line)
                        .mapToObj(wishes::get)
                        .map(action)
                        .toList())
                .toList();
        List<List<T>> results = Together.run(lines);
        return IntStream.range(0, wishes.size())
                .mapToObj(i -> results.get(i % CUSTOMERS).get(i / CUSTOMERS))
                .toList();
    }

    @Override
    public void close() {
        server.close();
        registries.close();
    }
}
