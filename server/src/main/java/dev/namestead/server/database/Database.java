package dev.namestead.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.UncategorizedSQLException;

/**
 * The pool of connections and the only way to a transaction. Transactions are READ COMMITTED; one that
 * loses a race (40001, 40P01) runs again, so its function must have no effect outside the database.
 */
public final class Database implements Transactor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

    private final DataSource pool;
    private final ParsedStatements statements = new ParsedStatements();

    private Database(DataSource pool) {
        this.pool = pool;
    }

    /** Opens the pool; connections are made when first needed, so a database that is down fails later. */
    public static Database open(DatabaseSettings settings) {
        return new Database(new HikariDataSource(pool(settings, "database", 2)));
    }

    static HikariConfig pool(DatabaseSettings settings, String name, int leastIdle) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(Math.min(leastIdle, settings.poolSize()));
        config.setConnectionTimeout(settings.acquireTimeout().toMillis());
        config.setInitializationFailTimeout(-1);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.addDataSourceProperty("ApplicationName", "namestead");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // Seconds. Of several hosts one becomes the primary, and must be believed soon.
        config.addDataSourceProperty("hostRecheckSeconds", "1");
        // Seconds. A server that vanished without a word must not hold a thread for ever.
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", "60");
        // Nor must a stopped process of ours hold what others wait for: no transaction waits for anything outside.
        config.addDataSourceProperty("options", "-c idle_in_transaction_session_timeout=15000");
        return config;
    }

    /** Over connections that the caller makes and ends; each is closed after its use. */
    public static Database over(DataSource pool) {
        return new Database(pool);
    }

    /** For the schema and for libraries that bring their own SQL; features use transactions. */
    public DataSource dataSource() {
        return pool;
    }

    /**
     * Runs the work in one transaction and commits it.
     *
     * @throws DatabaseUnavailableException nothing was committed
     * @throws CommitUnknownException it may or may not have been committed
     */
    @Override
    public <T> T inTransaction(Function<Tx, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(work);
            } catch (RuntimeException failure) {
                if (attempt == ATTEMPTS || SqlFailure.of(failure) != SqlFailure.CONFLICT) {
                    throw failure;
                }
                pause(attempt);
            }
        }
    }

    /**
     * The same for work that finds by its key what an earlier run of it has committed: where the answer to COMMIT was lost it runs once more,
     * and so learns what became of it.
     */
    public <T> T inTransactionByKey(Function<Tx, T> work) {
        return inTransactionByKey(tx -> Optional.empty(), work);
    }

    /**
     * The same for work that would not find by itself what an earlier run of it has committed.
     *
     * @param committed looks for what such a run has left, by a key that only this work has
     */
    public <T> T inTransactionByKey(Function<Tx, Optional<T>> committed, Function<Tx, T> work) {
        try {
            return inTransaction(work);
        } catch (CommitUnknownException unknown) {
            LOG.info("the answer to a commit was lost and is looked for: {}", unknown.toString());
            return inTransaction(tx -> committed.apply(tx).orElseGet(() -> work.apply(tx)));
        }
    }

    /** Runs statements on one connection, each for itself: for reading where one statement tells all. */
    @Override
    public <T> T read(Function<Tx, T> work) {
        Connection connection = connect();
        Tx tx = new Tx(connection, statements);
        T result;
        try {
            result = work.apply(tx);
        } catch (RuntimeException failure) {
            throw translated(failure);
        } finally {
            release(connection);
        }
        runAll(tx);
        return result;
    }

    @Override
    public void close() {
        if (pool instanceof HikariDataSource ours) {
            ours.close();
        }
    }

    private <T> T attempt(Function<Tx, T> work) {
        Connection connection = connect();
        Tx tx = new Tx(connection, statements);
        T result;
        try {
            result = applyAndCommit(work, tx, connection);
        } finally {
            release(connection);
        }
        runAll(tx);
        return result;
    }

    private static <T> T applyAndCommit(Function<Tx, T> work, Tx tx, Connection connection) {
        try {
            connection.setAutoCommit(false);
        } catch (SQLException failure) {
            throw new DatabaseUnavailableException(failure);
        }
        boolean applied = false;
        T result;
        try {
            result = work.apply(tx);
            applied = true;
        } catch (RuntimeException failure) {
            throw translated(failure);
        } finally {
            if (!applied) {
                rollBack(connection);
            }
        }
        commit(connection);
        return result;
    }

    private Connection connect() {
        try {
            return pool.getConnection();
        } catch (SQLException failure) {
            throw new DatabaseUnavailableException(failure);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException gone) {
            LOG.debug("no rollback: the server rolls back by itself when a connection is gone", gone);
        }
    }

    /** What was committed stays so: a failure to give the connection back is the pool's matter. */
    private static void release(Connection connection) {
        try {
            connection.close();
        } catch (SQLException failure) {
            LOG.debug("a connection was not given back cleanly", failure);
        }
    }

    private static void commit(Connection connection) {
        try {
            connection.commit();
        } catch (SQLException failure) {
            throw switch (SqlFailure.of(failure)) {
                case CONNECTION -> new CommitUnknownException(failure);
                case UNABLE -> new DatabaseUnavailableException(failure);
                case CONFLICT, STATEMENT -> new UncategorizedSQLException("commit", null, failure);
            };
        }
    }

    private static RuntimeException translated(RuntimeException failure) {
        boolean known = failure instanceof DatabaseUnavailableException || failure instanceof CommitUnknownException;
        if (known) {
            return failure;
        }
        return switch (SqlFailure.of(failure)) {
            case CONNECTION, UNABLE -> new DatabaseUnavailableException(failure);
            case CONFLICT, STATEMENT -> failure;
        };
    }

    /** The transaction is committed whatever a hook does, so its failure is told and not thrown. */
    private static void runAll(Tx tx) {
        for (Runnable action : tx.afterCommit()) {
            try {
                action.run();
            } catch (RuntimeException failure) {
                LOG.warn("an action after commit failed", failure);
            }
        }
    }

    /** Full jitter: two transactions that met once must not meet again in step. */
    private static void pause(int attempt) {
        long most = FIRST_PAUSE.toMillis() << attempt;
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, most + 1));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two attempts of a transaction", interrupted);
        }
    }
}
