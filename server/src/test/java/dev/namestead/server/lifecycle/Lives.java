package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.api.RefusedException;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.billing.SandboxPaymentProvider;
import dev.namestead.server.database.Database;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.lifecycle.RandomLife.Event;
import dev.namestead.server.registration.RegisterRequest;
import dev.namestead.server.registration.RegistrationChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Ten years of random lives in one world, side by side, with days on which nobody looks after them; judged at their end. */
final class Lives implements AutoCloseable {
    private static final Actor HOLDER = new Actor("token", "holder", "lives");
    /** The same ten years for each seed, whenever it is lived: with leap days, and far enough ahead. */
    private static final Instant BEGIN = Instant.parse("2031-03-01T10:00:00Z");

    /** Lives go by half days, and so do their dates of expiry: nothing becomes due while one judges. */
    private static final Duration BETWEEN = Duration.ofHours(3);

    /** Of so many names that break a rule all is told. */
    private static final int STORIES = 5;

    /** A span without a server. */
    record Away(Instant from, Instant until) {}

    /** What came of a world. */
    record Outcome(List<String> broken, LifeJudge.Counts counts, Duration took) {}

    /** Something to do: to a name, or to the whole. */
    private record Step(Instant at, Runnable run) {}

    private final LifeWorld world;
    private final Pace pace;
    private final Map<String, AccountId> accounts = new HashMap<>();
    private final List<Away> absences = new ArrayList<>();

    Lives(Database database, LifeRegistries.Opened registries, Pace pace) {
        world = LifeWorld.fresh(database, registries, pace);
        this.pace = pace;
    }

    /** Lives the lives of so many seeds. */
    Outcome live(long firstSeed, int seeds) {
        return live(LongStream.range(firstSeed, firstSeed + seeds)
                .mapToObj(seed -> RandomLife.of(seed, BEGIN))
                .toList());
    }

    /** When the lives begin. */
    Instant from() {
        return BEGIN;
    }

    Outcome live(List<RandomLife> lives) {
        long begun = System.nanoTime();
        List<Step> steps = new ArrayList<>(absences(new Random(lives.getFirst().seed())));
        for (RandomLife life : lives) {
            accounts.put(life.name(), world.newAccount());
            life.events().forEach(event -> steps.add(new Step(event.at(), () -> happen(life.name(), event))));
        }
        steps.stream()
                .collect(Collectors.groupingBy(Step::at, TreeMap::new, Collectors.toList()))
                .forEach(this::happenAt);
        moveTo(BEGIN.plus(RandomLife.SPAN).plus(BETWEEN));
        world.finish();
        LifeJudge judge = new LifeJudge(world, pace, absences);
        List<String> broken = judge.broken();
        judge.suspects().stream()
                .limit(STORIES)
                .flatMap(name -> Stream.concat(Stream.of("", name), judge.story(name).stream()))
                .forEach(System.out::println);
        return new Outcome(broken, judge.counts(), Duration.ofNanos(System.nanoTime() - begun));
    }

    /** What the judge says of the books as they are now. */
    List<String> judgedAgain() {
        return new LifeJudge(world, pace, absences).broken();
    }

    /** One look at what comes of it for all that happens at the same time. */
    private void happenAt(Instant at, List<Step> steps) {
        moveTo(at);
        steps.forEach(step -> step.run().run());
        world.settle();
    }

    private void moveTo(Instant at) {
        if (at.isAfter(now())) {
            world.moveTo(at);
        }
    }

    /** About every second year, for up to nine days. */
    private List<Step> absences(Random random) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Instant at = BEGIN.plus(Duration.ofHours(random.nextLong(RandomLife.SPAN.toHours())));
            Instant until = at.plus(Duration.ofHours(random.nextLong(9 * 24) + 1));
            steps.add(new Step(at, () -> {
                if (until.isAfter(now())) {
                    absences.add(new Away(now(), until));
                    world.away(until);
                }
            }));
        }
        return steps;
    }

    private Instant now() {
        return world.registrar().database().read(tx -> tx.businessNow());
    }

    /** A holder who may not do it now is refused, and goes on living. */
    private void happen(String name, Event event) {
        AccountId account = accounts.get(name);
        DomainName domain = DomainName.of(name);
        var registrar = world.registrar();
        var lifecycle = registrar.lifecycle();
        try {
            switch (event.kind()) {
                case REGISTER -> registrar.registerDomain().accept(HOLDER, account, request(domain, false));
                case REGISTER_WITH_AUTO_RENEW ->
                    registrar.registerDomain().accept(HOLDER, account, request(domain, true));
                case AUTO_RENEW_ON -> change(account, domain, true);
                case AUTO_RENEW_OFF -> change(account, domain, false);
                case RENEW ->
                    lifecycle.renew().accept(HOLDER, account, new RenewRequest(domain, shortest(domain), null));
                case DELETE -> lifecycle.delete().accept(HOLDER, account, domain);
                case RESTORE -> lifecycle.restore().accept(HOLDER, account, domain, Map.of());
                case CARD_BREAKS -> world.paysWith(account, SandboxPaymentProvider.CARD_DECLINED);
                case CARD_IS_REPAIRED -> world.paysWith(account, SandboxPaymentProvider.CARD_GOOD);
                case CONFIRM -> world.confirmIfAsked(account, name);
                case ANSWER_IS_LOST -> world.fault(name, event.command(), "drop-after-commit");
                case CONNECTION_IS_CUT -> world.fault(name, event.command(), "drop-before");
                case REGISTRY_FAILS -> world.fault(name, event.command(), "result");
            }
        } catch (RefusedException notNow) {
            // As it should be; the judge looks at what is there.
        }
    }

    private int shortest(DomainName domain) {
        return world.registrar().catalog().find(domain).orElseThrow().years().min();
    }

    private void change(AccountId account, DomainName domain, boolean autoRenew) {
        world.registrar()
                .updateRegistration()
                .accept(HOLDER, account, domain, new RegistrationChange(autoRenew, null, null));
    }

    private static RegisterRequest request(DomainName name, boolean autoRenew) {
        return new RegisterRequest(name, null, autoRenew, null, Map.of(), Map.of(), Map.of());
    }

    @Override
    public void close() {
        world.close();
    }
}
