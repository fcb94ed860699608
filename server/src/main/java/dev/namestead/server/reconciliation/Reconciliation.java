package dev.namestead.server.reconciliation;

import dev.namestead.server.billing.Money;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.reconciliation.ReconciliationStore.Balance;
import dev.namestead.server.reconciliation.ReconciliationStore.Explained;
import dev.namestead.server.reconciliation.ReconciliationStore.Taken;
import dev.namestead.server.workflow.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Explains every cent of the ledger by workflows, by what registries were last seen to hold, and by what the payment provider says it has
 * taken. It only reads; what cannot be explained is a finding, and never put right by itself.
 */
public final class Reconciliation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final String PROVIDER = "provider";
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final int PAGE = 5_000;
    private static final Duration LOOK_EVERY = Duration.ofMinutes(10);

    private final Database database;
    private final Payments payments;
    private final ReconciliationStore store = new ReconciliationStore();
    private final CountDownLatch closed = new CountDownLatch(1);

    public Reconciliation(Database database, Payments payments) {
        this.database = database;
        this.payments = payments;
    }

    /** Of the ledger and all that it is held against, as they were at one instant; the provider is asked afterwards. */
    private record Books(
            Instant at,
            long registrations,
            List<Balance> balances,
            List<Explained> explained,
            List<Finding> findings) {}

    /** Reconciles all accounts; nothing is written. */
    public Report run() {
        long from = System.nanoTime();
        Books books = database.inTransaction(this::read);
        List<Finding> findings = new ArrayList<>(books.findings());
        List<Explained> explained = new ArrayList<>(books.explained());
        explained.addAll(provider(findings));
        List<Line> lines = books.balances().stream()
                .map(balance -> line(balance, explained))
                .toList();
        return new Report(
                books.at(), books.registrations(), lines, findings, Duration.ofNanos(System.nanoTime() - from));
    }

    /** Begins to reconcile every night. */
    public void start(Machine machine) {
        machine.start("reconciliation", this::everyNight);
    }

    private void everyNight() {
        try {
            do {
                tryNightly();
            } while (!closed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tryNightly() {
        try {
            nightly();
        } catch (RuntimeException failure) {
            LOG.warn("the books could not be reconciled: {}", failure.toString());
        }
    }

    /** Begins nothing more. */
    @Override
    public void close() {
        closed.countDown();
    }

    /** Once a day (machine time), by whichever server comes first. */
    public void nightly() {
        if (!database.inTransaction(store::claim)) {
            return;
        }
        Report report = run();
        database.transact(tx -> store.done(tx, report.clean(), report.text()));
        if (report.clean()) {
            LOG.info("the books are right: every cent of {} is explained", report.counted());
        } else {
            LOG.error("ALARM the books have drifted by {}\n{}", report.drift(), report.text());
        }
    }

    private Books read(Tx tx) {
        store.asOfOneInstant(tx);
        List<Finding> findings = Stream.of(store.workflows(tx), store.payments(tx), store.registrations(tx))
                .flatMap(List::stream)
                .toList();
        return new Books(
                tx.businessNow(), store.registrationCount(tx), store.balances(tx), store.explained(tx), findings);
    }

    /** What the providers have taken by their own books, and where that is not what ours say. */
    private List<Explained> provider(List<Finding> findings) {
        Map<String, Explained> explained = new HashMap<>();
        UUID after = BEFORE_ALL;
        while (true) {
            UUID beyond = after;
            List<Taken> page = database.read(tx -> store.taken(tx, beyond, PAGE));
            if (page.isEmpty()) {
                return List.copyOf(explained.values());
            }
            page.stream()
                    .collect(Collectors.groupingBy(Taken::provider))
                    .forEach((name, taken) -> compare(name, taken, explained, findings));
            after = page.getLast().workflow();
        }
    }

    private void compare(String name, List<Taken> page, Map<String, Explained> explained, List<Finding> findings) {
        List<String> keys = page.stream().map(Reconciliation::key).toList();
        Optional<Map<String, Money>> theirs = payments.provider(name).flatMap(provider -> provider.taken(keys));
        theirs.ifPresent(all -> differences(name, page, all, findings));
        for (Taken ours : page) {
            String code = ours.booked().currency().getCurrencyCode();
            String why = "taken, by " + (theirs.isPresent() ? "the books of " + name : "our own books only: " + name);
            if (ours.booked().minorUnits() == 0) {
                continue;
            }
            // The provider's account is debited; where the two differ the finding tells so, and not the balance as
            // well.
            Explained one = new Explained(PROVIDER, why, code, 1, -ours.booked().minorUnits());
            explained.merge(why + code, one, Reconciliation::sum);
        }
    }

    /** A provider is asked for the disputes that are under way only where there is a difference, and once. */
    private void differences(String name, List<Taken> page, Map<String, Money> theirs, List<Finding> findings) {
        List<Taken> differing = page.stream()
                .filter(ours -> !ours.underWay() && difference(ours, theirs) != 0)
                .toList();
        Set<String> disputed = differing.isEmpty() ? Set.of() : payments.disputesUnderWay(name);
        differing.stream()
                .filter(ours -> !disputed.contains(key(ours)))
                .map(ours -> new Finding(
                        "another amount than the provider has taken",
                        ours.account(),
                        ours.subject(),
                        new Money(ours.booked().currency(), difference(ours, theirs))))
                .forEach(findings::add);
    }

    private static long difference(Taken ours, Map<String, Money> theirs) {
        Money nothing = ours.booked().times(0);
        return Math.abs(
                theirs.getOrDefault(key(ours), nothing).minus(ours.booked()).minorUnits());
    }

    private static Explained sum(Explained one, Explained other) {
        return new Explained(
                one.account(), one.why(), one.currency(), one.count() + other.count(), one.amount() + other.amount());
    }

    private static String key(Taken taken) {
        return Payments.key(taken.workflow(), taken.round());
    }

    private static Line line(Balance balance, List<Explained> explained) {
        List<Line.Part> parts = explained.stream()
                .filter(one -> one.account().equals(balance.account())
                        && one.currency().equals(balance.currency()))
                .map(one -> new Line.Part(one.why(), one.count(), one.amount()))
                .toList();
        return new Line(balance.account(), Currency.getInstance(balance.currency()), balance.amount(), parts);
    }
}
