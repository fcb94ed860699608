package dev.namestead.server.simulation;

import dev.namestead.server.database.Database;
import dev.namestead.server.database.DatabaseSettings;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The real database over one real connection, with simulated time: what the server's SQL and schema call {@code now()} is the world's. Each
 * process sees it through faults of its own.
 */
final class SimulatedDatabase implements AutoCloseable {
    private final World world;
    private final Connection real;
    private final PreparedStatement setTime;
    private Instant told = Instant.EPOCH;
    private long statements;

    SimulatedDatabase(World world, DatabaseSettings settings) {
        this.world = world;
        try {
            real = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
            try (Statement statement = real.createStatement()) {
                statement.execute(SCHEMA);
            }
            setTime = real.prepareStatement("SELECT set_config('simulation.now', ?, false)");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        tellTime();
    }

    private static final String SCHEMA = """
            CREATE SCHEMA IF NOT EXISTS simulated;
            CREATE OR REPLACE FUNCTION simulated.now() RETURNS timestamptz LANGUAGE sql STABLE AS
                $$ SELECT current_setting('simulation.now')::timestamptz $$;
            CREATE OR REPLACE FUNCTION simulated.clock_timestamp() RETURNS timestamptz LANGUAGE sql STABLE AS
                $$ SELECT current_setting('simulation.now')::timestamptz $$;
            SET search_path = simulated, pg_catalog, public;
            SET synchronous_commit = off;
            CREATE OR REPLACE FUNCTION public.business_now() RETURNS timestamptz LANGUAGE sql STABLE
                RETURN (SELECT now() + clock_offset_micros * interval '1 microsecond' FROM public.environment);
            CREATE OR REPLACE VIEW public.business_clock AS
                SELECT now() + clock_offset_micros * interval '1 microsecond' AS business_now FROM public.environment;
            DO $$
            DECLARE found record;
            BEGIN
                FOR found IN SELECT table_name, column_name FROM information_schema.columns
                    WHERE table_schema = 'public' AND column_default ~ '(^|[^_])now\\(\\)'
                LOOP
                    EXECUTE format('ALTER TABLE public.%I ALTER %I SET DEFAULT simulated.now()',
                        found.table_name, found.column_name);
                END LOOP;
            END $$;
            """;

    /** The database as a process has it. */
    Database seenBy(Process process) {
        return Database.over(new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return connect(process);
            }

            @Override
            public Connection getConnection(String username, String password) throws SQLException {
                return connect(process);
            }
        });
    }

    /** The database as the world has it, where nothing goes wrong. */
    Database truth() {
        return Database.over(new AbstractDataSource() {
            @Override
            public Connection getConnection() {
                tellTime();
                return proxy(new Use("world", false));
            }

            @Override
            public Connection getConnection(String username, String password) {
                return getConnection();
            }
        });
    }

    /** How many there were: what a run costs. */
    long statements() {
        return statements;
    }

    private Connection connect(Process process) throws SQLException {
        world.point("the database");
        if (world.chance().hits(world.faults().noDatabase())) {
            world.say(process.name(), "has no database");
            throw new PSQLException("simulated: no connection", PSQLState.CONNECTION_UNABLE_TO_CONNECT);
        }
        tellTime();
        return proxy(new Use(process.name(), true));
    }

    private void tellTime() {
        Instant now = world.now();
        if (now.equals(told)) {
            return;
        }
        try {
            setTime.setString(1, now.toString());
            setTime.execute();
            told = now;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private Connection proxy(Use use) {
        return (Connection)
                Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, use);
    }

    /** One use of the connection, from the taking to the giving back. */
    private final class Use implements InvocationHandler {
        private final String user;
        private final boolean faulty;
        private boolean broken;

        Use(String user, boolean faulty) {
            this.user = user;
            this.faulty = faulty;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "close" -> {
                    real.setAutoCommit(true);
                    return null;
                }
                case "commit" -> commit();
                case "prepareStatement" -> {
                    statements++;
                    mayBreak();
                }
                default -> {}
            }
            if (method.getName().equals("commit")) {
                return null;
            }
            try {
                return method.invoke(real, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
        }

        private void mayBreak() throws SQLException {
            boolean breaks =
                    faulty && !broken && world.chance().hits(world.faults().broken() / 4);
            if (breaks) {
                world.say(user, "loses its connection");
                broken = true;
                if (!real.getAutoCommit()) {
                    real.rollback();
                }
            }
            if (broken) {
                throw gone();
            }
        }

        private void commit() throws SQLException {
            if (broken) {
                throw gone();
            }
            if (faulty && world.chance().hits(world.faults().commitLost())) {
                world.say(user, "does not hear of its commit, which is lost");
                broken = true;
                real.rollback();
                throw gone();
            }
            real.commit();
            if (faulty && world.chance().hits(world.faults().commitUnheard())) {
                world.say(user, "does not hear of its commit, which is done");
                broken = true;
                throw gone();
            }
        }

        private static SQLException gone() {
            return new PSQLException("simulated: connection lost", PSQLState.CONNECTION_FAILURE);
        }
    }

    @Override
    public void close() {
        try {
            real.close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
