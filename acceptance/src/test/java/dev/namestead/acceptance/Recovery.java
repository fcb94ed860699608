package dev.namestead.acceptance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How long workflows that were open at a kill took from the beginning of the next start to their end.
 *
 * @param seconds sorted; counted from the start after the first kill that a workflow met, later kills included
 * @param afterLast the same from the start after the last kill before its end
 */
record Recovery(List<Double> seconds, List<Double> afterLast) {

    /** From a kill to the beginning of the start that lasted; the database is started by its own supervisor, at once. */
    record Outage(Instant killed, Instant started) {}

    static Recovery of(Books books, List<Outage> outages) {
        List<Outage> inOrder =
                outages.stream().sorted(Comparator.comparing(Outage::killed)).toList();
        var first = new ArrayList<Double>();
        var last = new ArrayList<Double>();
        try (Connection open = books.open();
                var statement = open.createStatement();
                var rows = statement.executeQuery(
                        "SELECT created_at, updated_at FROM workflow WHERE wake_at IS NULL AND fence > 0")) {
            while (rows.next()) {
                Instant created = rows.getTimestamp(1).toInstant();
                Instant ended = rows.getTimestamp(2).toInstant();
                List<Outage> met = inOrder.stream()
                        .filter(outage -> outage.killed().isAfter(created)
                                && outage.killed().isBefore(ended))
                        .toList();
                if (!met.isEmpty()) {
                    first.add(seconds(met.getFirst().started(), ended));
                    last.add(seconds(met.getLast().started(), ended));
                }
            }
        } catch (SQLException broken) {
            throw new AssertionError("the books cannot be read", broken);
        }
        first.sort(Comparator.naturalOrder());
        last.sort(Comparator.naturalOrder());
        return new Recovery(List.copyOf(first), List.copyOf(last));
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis() / 1e3);
    }

    /** Waits until all that was begun before an instant has ended, at most so long. */
    static void awaitEnd(Books books, Instant begunBefore, Duration most) throws InterruptedException {
        long until = System.nanoTime() + most.toNanos();
        try (Connection open = books.open();
                var statement = open.prepareStatement(
                        "SELECT EXISTS (SELECT FROM workflow WHERE wake_at IS NOT NULL AND created_at < ?)")) {
            statement.setTimestamp(1, Timestamp.from(begunBefore));
            while (System.nanoTime() < until && isTrue(statement)) {
                Thread.sleep(20);
            }
        } catch (SQLException broken) {
            throw new AssertionError("the books cannot be read", broken);
        }
    }

    private static boolean isTrue(PreparedStatement question) throws SQLException {
        try (var rows = question.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /** The value that so many of a hundred do not exceed. */
    static double percentile(List<Double> sorted, double percent) {
        return sorted.isEmpty()
                ? 0
                : sorted.get((int) Math.min(sorted.size() - 1L, Math.ceil(sorted.size() * percent / 100) - 1));
    }

    /** Names whose last accepted edit is not what the books say. */
    static List<String> lostEdits(Books books, Map<String, Boolean> wanted) {
        var lost = new ArrayList<String>();
        try (Connection open = books.open();
                var statement = open.createStatement();
                var rows = statement.executeQuery(
                        "SELECT domain_name, auto_renew FROM registration WHERE ended_at IS NULL")) {
            while (rows.next()) {
                Boolean told = wanted.get(rows.getString(1));
                if (told != null && told != rows.getBoolean(2)) {
                    lost.add("an accepted edit is kept: " + rows.getString(1) + " was told auto_renew " + told);
                }
            }
        } catch (SQLException broken) {
            throw new AssertionError("the books cannot be read", broken);
        }
        return lost;
    }
}
