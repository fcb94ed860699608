package dev.namestead.server.database;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database whose commits on order are done while their answers get lost, for the thread that gave the order and no other. */
public final class LosingDatabase {
    private final ThreadLocal<AtomicInteger> toLose = ThreadLocal.withInitial(AtomicInteger::new);
    private final Database database;

    public LosingDatabase(Database real) {
        database = Database.over(dataSource(real.dataSource()));
    }

    public Database database() {
        return database;
    }

    /** The answers to this thread's next commits are lost. */
    public void loseNext(int commits) {
        toLose.get().set(commits);
    }

    /** How many of them are still to be lost. */
    public int left() {
        return toLose.get().get();
    }

    private DataSource dataSource(DataSource real) {
        return proxy(DataSource.class, real, "getConnection", () -> {
            Connection connection = real.getConnection();
            return proxy(Connection.class, connection, "commit", () -> {
                connection.commit();
                if (toLose.get().getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    throw new SQLException("planned: the answer to a commit is lost", "08006");
                }
                return null;
            });
        });
    }

    private interface Instead {
        Object call() throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T real, String method, Instead instead) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (_, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        return instead.call();
                    }
                    try {
                        return called.invoke(real, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }
}
