package dev.namestead.acceptance;

import dev.namestead.server.app.Instruments;
import dev.namestead.server.app.NamesteadServer;
import dev.namestead.server.app.ServerDatabase;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.app.configuration.ConfigurationReader;
import dev.namestead.server.workflow.WorkflowProbe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * The real server in a process that may be made to die at a named instant of a workflow, or to begin with a planted fault. Production has
 * neither: this main class is the only one that gives the server a probe.
 */
final class CrashServer {
    /** What a broken recovery would do before it goes on. */
    enum Fault {
        NONE(""),
        /** Takes commands in doubt for never sent. */
        FORGETS_INTENTS("DELETE FROM registry_intent WHERE state IN ('open', 'unknown')"),
        /** Takes the step that was interrupted for done. */
        SKIPS_A_STEP("UPDATE workflow SET step = 'lock' WHERE step = 'capture'"),
        /** Takes the money again, under another key. */
        CAPTURES_AGAIN("""
                INSERT INTO sandbox_payment (idempotency_key, card, currency, amount, state)
                SELECT p.workflow_id || '-2', p.method, p.currency, p.amount, 'captured'
                FROM payment p JOIN workflow w ON w.id = p.workflow_id
                WHERE w.wake_at IS NOT NULL AND p.state = 'captured'
                """);

        private final String sql;

        Fault(String sql) {
            this.sql = sql;
        }

        private void happen(ServerDatabase database) {
            if (!sql.isEmpty()) {
                database.database().transact(tx -> tx.sql().sql(sql).update());
            }
        }
    }

    /** A named instant: the process dies when it is reached for the n-th time, counted from when the trigger is there. */
    record Instant(String kind, String step, WorkflowProbe.Point point, int times) {
        static Instant of(String text) {
            String[] parts = text.split(":", -1);
            return new Instant(parts[0], parts[1], WorkflowProbe.Point.valueOf(parts[2]), Integer.parseInt(parts[3]));
        }

        @Override
        public String toString() {
            return kind + ":" + step + ":" + point + ":" + times;
        }

        private WorkflowProbe probe(Path trigger) {
            var left = new AtomicInteger(times);
            return (whose, where, when) -> {
                boolean here = whose.equals(kind) && where.equals(step) && when == point;
                if (here && Files.exists(trigger) && left.decrementAndGet() == 0) {
                    Runtime.getRuntime().halt(137);
                }
            };
        }
    }

    private CrashServer() {}

    /** The file that lets an armed server die. */
    static Path trigger(Path data) {
        return data.resolve("trigger");
    }

    /**
     * Arguments: where to die ({@code kind:step:POINT:times}, or {@code -}), the {@link Fault}, data directory, configuration. Writes
     * {@code sandbox.env} when it is ready.
     */
    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[2]);
        WorkflowProbe probe =
                args[0].equals("-") ? WorkflowProbe.NONE : Instant.of(args[0]).probe(trigger(data));
        Configuration configuration = ConfigurationReader.read(Path.of(args[3]))
                .withDataDirectory(data)
                .withAddress("127.0.0.1", 0);
        ServerDatabase database = ServerDatabase.open(configuration);
        Fault.valueOf(args[1]).happen(database);
        NamesteadServer server =
                NamesteadServer.start(configuration, database, false, new Instruments(probe, UnaryOperator.identity()));
        String url = server.url() + "/client/v4";
        var demo = server.demo().orElseThrow();
        Path next = Files.writeString(
                data.resolve("sandbox.env.next"),
                "REGISTRAR_URL=" + url + "\nREGISTRAR_ACCOUNT=" + demo.account() + "\nREGISTRAR_TOKEN=" + demo.token()
                        + "\n");
        Files.move(next, data.resolve("sandbox.env"), StandardCopyOption.ATOMIC_MOVE);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> {
            server.close();
            database.close();
        }));
        new CountDownLatch(1).await();
    }
}
