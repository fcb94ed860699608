package dev.namestead.acceptance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The yardstick of registrations: rows like those that registrations have just written, written again into tables of the same form in as many
 * transactions, by plain JDBC and with nothing between.
 */
final class RawWrites {
    /** The connections that the product holds by default. */
    private static final int CONNECTIONS = 20;

    private static final int SAMPLES = 200;

    /** A table that a registration writes to, and the columns that make each of its rows another one. */
    private record Table(String name, List<String> key) {}

    private static final List<Table> TABLES = List.of(
            new Table("workflow", List.of("account_id", "id", "subject")),
            new Table("registration", List.of("account_id", "id", "domain_name")),
            new Table("audit_entry", List.of("audit_id")),
            new Table("ledger_transfer", List.of("account_id", "number", "workflow_id")),
            new Table("payment", List.of("account_id", "workflow_id")),
            new Table("registry_intent", List.of("cl_trid")),
            new Table("sandbox_payment", List.of("idempotency_key")),
            new Table("notice", List.of("id")),
            new Table("name_knowledge", List.of("name")));

    /** How much was written so far: transactions that wrote, and rows inserted and updated by table. */
    record Written(long transactions, Map<String, Long> inserted, Map<String, Long> updated) {

        /** What one of so many registrations has written since then, rounded to whole rows. */
        Written each(Written before, long registrations) {
            return new Written(
                    Math.round((double) (transactions - before.transactions) / registrations),
                    each(inserted, before.inserted, registrations),
                    each(updated, before.updated, registrations));
        }

        private static Map<String, Long> each(Map<String, Long> now, Map<String, Long> before, long registrations) {
            var each = new HashMap<String, Long>();
            now.forEach((table, rows) ->
                    each.put(table, Math.round((double) (rows - before.getOrDefault(table, 0L)) / registrations)));
            return each;
        }
    }

    private final Books books;
    private final Written each;
    private final Map<String, List<Map<String, String>>> samples = new HashMap<>();
    private final Map<String, String> inserts = new HashMap<>();
    private final Map<String, String> updates = new HashMap<>();
    private final AtomicInteger numbers = new AtomicInteger(1_000_000_000);

    RawWrites(Books books, Written each) throws SQLException {
        this.books = books;
        this.each = each;
        try (Connection connection = books.open()) {
            execute(connection, "DROP SCHEMA IF EXISTS raw CASCADE");
            execute(connection, "CREATE SCHEMA raw");
            for (Table table : TABLES) {
                prepare(connection, table);
            }
        }
    }

    static Written written(Books books) throws SQLException {
        var inserted = new HashMap<String, Long>();
        var updated = new HashMap<String, Long>();
        try (Connection connection = books.open();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "SELECT relname, n_tup_ins, n_tup_upd FROM pg_stat_user_tables WHERE schemaname = 'public'")) {
            while (rows.next()) {
                inserted.put(rows.getString(1), rows.getLong(2));
                updated.put(rows.getString(1), rows.getLong(3));
            }
            try (var xid =
                    connection.createStatement().executeQuery("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")) {
                xid.next();
                return new Written(xid.getLong(1), inserted, updated);
            }
        }
    }

    /** So many threads write "registrations" for that long; how many were done in a second. */
    double perSecond(int threads, Duration duration) throws Exception {
        BlockingQueue<Connection> pool = new ArrayBlockingQueue<>(CONNECTIONS);
        for (int i = 0; i < CONNECTIONS; i++) {
            Connection connection = books.open();
            connection.setAutoCommit(false);
            pool.add(connection);
        }
        var done = new LongAdder();
        long end = System.nanoTime() + duration.toNanos();
        try (var executor = Executors.newFixedThreadPool(threads)) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < threads; i++) {
                int first = i;
                running.add(executor.submit(() -> {
                    for (int n = first; System.nanoTime() < end; n++) {
                        write(pool, n);
                        done.increment();
                    }
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
        for (Connection connection : pool) {
            connection.close();
        }
        return done.sum() / (duration.toNanos() / 1e9);
    }

    private interface Write {
        void on(Connection connection) throws SQLException;
    }

    /** All rows of one registration, dealt out to its transactions in turn. */
    private void write(BlockingQueue<Connection> pool, int n) throws Exception {
        List<Write> writes = writes(n);
        int transactions = (int) each.transactions();
        for (int i = 0; i < transactions; i++) {
            Connection connection = pool.take();
            try {
                for (int at = i * writes.size() / transactions; at < (i + 1) * writes.size() / transactions; at++) {
                    writes.get(at).on(connection);
                }
                connection.commit();
            } finally {
                pool.add(connection);
            }
        }
    }

    private List<Write> writes(int n) {
        var writes = new ArrayList<Write>();
        var later = new ArrayList<Write>();
        for (Table table : TABLES) {
            Map<String, String> row = Map.of();
            for (long i = 0; i < each.inserted().getOrDefault(table.name(), 0L); i++) {
                Map<String, String> next = another(table, n);
                row = next;
                writes.add(connection -> bind(connection, inserts.get(table.name()), new ArrayList<>(next.values())));
            }
            List<String> key = table.key().stream().map(row::get).toList();
            for (long i = 0; i < each.updated().getOrDefault(table.name(), 0L); i++) {
                later.add(connection -> bind(connection, updates.get(table.name()), key));
            }
        }
        writes.addAll(later);
        return writes;
    }

    private Map<String, String> another(Table table, int n) {
        List<Map<String, String>> rows = samples.get(table.name());
        var row = new LinkedHashMap<>(rows.get(n % rows.size()));
        for (String column : table.key()) {
            if (!column.equals("account_id")) {
                row.put(column, unique(row.get(column)));
            }
        }
        return row;
    }

    private String unique(String value) {
        if (value.matches("[0-9a-f]{8}-[0-9a-f-]{27}")) {
            return UUID.randomUUID().toString();
        }
        int number = numbers.incrementAndGet();
        return value.matches("\\d+") ? Integer.toString(number) : value + number;
    }

    private void prepare(Connection connection, Table table) throws SQLException {
        execute(connection, "CREATE TABLE raw.%1$s (LIKE public.%1$s INCLUDING ALL)".formatted(table.name()));
        var columns = new ArrayList<String>();
        var types = new HashMap<String, String>();
        String changed = "";
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT attname, format_type(atttypid, atttypmod), attidentity FROM pg_attribute
                WHERE attrelid = ('public.' || ?)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
                ORDER BY attnum
                """)) {
            statement.setString(1, table.name());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                    types.put(rows.getString(1), rows.getString(2));
                    if (rows.getString(3).isEmpty() && !table.key().contains(rows.getString(1))) {
                        changed = rows.getString(1);
                    }
                }
            }
        }
        samples.put(table.name(), sample(connection, table.name(), columns));
        inserts.put(
                table.name(),
                "INSERT INTO raw.%s (%s) OVERRIDING SYSTEM VALUE VALUES (%s)"
                        .formatted(
                                table.name(),
                                String.join(", ", columns),
                                String.join(
                                        ", ",
                                        columns.stream()
                                                .map(column -> "?::" + types.get(column))
                                                .toList())));
        updates.put(
                table.name(),
                "UPDATE raw.%1$s SET %2$s = %2$s WHERE %3$s"
                        .formatted(
                                table.name(),
                                changed,
                                String.join(
                                        " AND ",
                                        table.key().stream()
                                                .map(column -> column + " = ?::" + types.get(column))
                                                .toList())));
    }

    private static List<Map<String, String>> sample(Connection connection, String table, List<String> columns)
            throws SQLException {
        String texts = String.join(
                ", ", columns.stream().map(column -> column + "::text").toList());
        var sample = new ArrayList<Map<String, String>>();
        try (var rows = connection
                .createStatement()
                .executeQuery(
                        "SELECT %s FROM public.%s ORDER BY ctid DESC LIMIT %d".formatted(texts, table, SAMPLES))) {
            while (rows.next()) {
                var row = new LinkedHashMap<String, String>();
                for (int i = 0; i < columns.size(); i++) {
                    row.put(columns.get(i), rows.getString(i + 1));
                }
                sample.add(row);
            }
        }
        return sample;
    }

    private static void bind(Connection connection, String sql, List<String> values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            statement.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
