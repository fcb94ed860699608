package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.acceptance.Holdings.Holding;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The judge of every proof: what must hold of a registrar, its registries and its payment provider together once nothing is under way,
 * whatever was killed, lost or late before. It reads the database and the registries from beside the server and believes nothing that the
 * server says.
 */
final class Invariants {
    private static final int MOST_TOLD = 20;
    private static final String LOCK = "clientTransferProhibited";

    private final Supplier<Books> books;
    private final Supplier<Holdings> held;

    private Invariants(Supplier<Books> books, Supplier<Holdings> held) {
        this.books = books;
        this.held = held;
    }

    /** Of any server, given where it writes and what its registries hold. */
    static Invariants of(Supplier<Books> books, Supplier<Holdings> held) {
        return new Invariants(books, held);
    }

    /** Of a server with registries of its own. */
    static Invariants of(Namestead server) {
        return of(() -> Books.of(server), () -> Holdings.read(new Variables(server.variables())));
    }

    /** Of a server with an embedded database, on registries apart. */
    static Invariants of(Namestead server, Registries registries) {
        return of(() -> Books.of(server), () -> Holdings.read(registries.variables()));
    }

    /** Waits until nothing is under way, at most so long; what does not come to rest the check names. */
    void awaitQuiet(Duration most) {
        long until = System.nanoTime() + most.toNanos();
        try (Connection open = books.get().open()) {
            while (underWay(open) && System.nanoTime() < until) {
                Thread.sleep(20);
            }
        } catch (SQLException broken) {
            throw new AssertionError("the books cannot be read", broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean underWay(Connection books) throws SQLException {
        return WorkflowInvariants.ALL.getFirst().check(books).size() > 0
                || first(books, "SELECT count(*) FROM notice WHERE state = 'due'") > 0;
    }

    private static long first(Connection books, String sql) throws SQLException {
        try (var statement = books.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Fails with all violations, in words; waits before until nothing is under way, at most a minute. */
    void hold(Collection<Accepted> accepted) {
        awaitQuiet(Duration.ofMinutes(1));
        assertThat(violations(accepted)).isEmpty();
    }

    /** What is violated now, in words; empty where all holds. */
    List<String> violations(Collection<Accepted> accepted) {
        // The registries first: a name that is sold between the two readings is then missing there, and not here.
        Holdings holdings = held.get();
        try (Connection open = books.get().open()) {
            // After a short and heavy load the database knows nothing of its tables yet, and of what is computed from
            // them it knows nothing
            // ever: it would join them row by row, for minutes.
            try (var statement = open.createStatement()) {
                statement.execute("ANALYZE");
                statement.execute("SET enable_nestloop = off");
            }
            return violations(open, holdings, accepted);
        } catch (SQLException broken) {
            throw new AssertionError("the books cannot be read", broken);
        }
    }

    static List<String> violations(Connection books, Holdings held, Collection<Accepted> accepted) throws SQLException {
        var all = new ArrayList<String>();
        for (Invariant invariant : Stream.of(WorkflowInvariants.ALL, MoneyInvariants.ALL, RecordInvariants.ALL)
                .flatMap(List::stream)
                .toList()) {
            all.addAll(invariant.check(books));
        }
        all.addAll(lost(books, accepted));
        all.addAll(disagreements(books, held));
        return List.copyOf(all);
    }

    /** What a customer was told was accepted, and nobody knows of. */
    private static List<String> lost(Connection books, Collection<Accepted> accepted) throws SQLException {
        var known = new HashSet<Accepted>();
        try (var statement = books.createStatement();
                var rows = statement.executeQuery("SELECT kind, account_id, subject, created_at FROM workflow")) {
            while (rows.next()) {
                known.add(new Accepted(
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        // As the answers have it.
                        rows.getTimestamp(4).toInstant().truncatedTo(ChronoUnit.MILLIS)));
            }
        }
        return accepted.stream()
                .filter(promise -> !known.contains(promise))
                .limit(MOST_TOLD)
                .map(promise -> "what was accepted is kept: " + promise + " has no workflow")
                .toList();
    }

    /** A registration as the books have it. */
    private record Sold(Instant created, Instant expires, boolean locked) {}

    /** Where the books and the registries tell two stories. Names that a workflow is changing now are left out. */
    private static List<String> disagreements(Connection books, Holdings held) throws SQLException {
        Map<String, Map<String, Sold>> sold = new HashMap<>();
        try (var statement = books.createStatement();
                var rows = statement.executeQuery("""
                        SELECT registry_id, domain_name, created_at, registry_expires_at, locked FROM registration
                        WHERE registered AND ended_at IS NULL""")) {
            while (rows.next()) {
                var expires = rows.getTimestamp(4);
                sold.computeIfAbsent(rows.getString(1), registry -> new HashMap<>())
                        .put(
                                rows.getString(2),
                                new Sold(
                                        rows.getTimestamp(3).toInstant(),
                                        expires == null ? null : expires.toInstant(),
                                        rows.getBoolean(5)));
            }
        }
        Set<String> changing = changing(books);
        var all = new ArrayList<String>();
        held.byRegistry().forEach((registry, names) -> {
            Map<String, Sold> ours = sold.getOrDefault(registry, Map.of());
            Stream.concat(ours.keySet().stream(), names.keySet().stream())
                    .distinct()
                    .filter(name -> !changing.contains(name))
                    .sorted()
                    .flatMap(name -> compare(registry, name, ours.get(name), names.get(name)).stream())
                    .limit(MOST_TOLD)
                    .forEach(all::add);
        });
        return all;
    }

    private static Set<String> changing(Connection books) throws SQLException {
        var names = new HashSet<String>();
        try (var statement = books.createStatement();
                var rows = statement.executeQuery("SELECT subject FROM workflow WHERE wake_at IS NOT NULL")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static List<String> compare(String registry, String name, Sold sold, Holding held) {
        String rule = "books and registries agree: ";
        if (sold == null) {
            return List.of(rule + registry + " holds " + name + " for us and nobody bought it");
        }
        if (held == null) {
            return List.of(rule + name + " was sold and " + registry + " does not hold it for us");
        }
        var all = new ArrayList<String>();
        if (!same(sold.created(), held.created())) {
            all.add(rule + name + " was created at " + held.created() + ", we say " + sold.created());
        }
        if (!same(sold.expires(), held.expires())) {
            all.add(rule + name + " expires at " + held.expires() + ", we say " + sold.expires());
        }
        if (sold.locked() != held.statuses().contains(LOCK)) {
            all.add(rule + name + " has " + held.statuses() + ", we say locked " + sold.locked());
        }
        return all;
    }

    /** Dates on the wire may have less than the books' microseconds. */
    private static boolean same(Instant one, Instant other) {
        return one == null || other == null
                ? one == other
                : Duration.between(one, other).abs().compareTo(Duration.ofSeconds(1)) < 0;
    }
}
