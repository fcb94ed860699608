package dev.namestead.server.database;

import java.sql.Connection;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.SmartDataSource;

/** Hands the transaction's own connection to Spring's {@code JdbcClient} and keeps it open after each statement. */
final class OneConnection extends AbstractDataSource implements SmartDataSource {

    private final Connection connection;

    OneConnection(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public Connection getConnection(String username, String password) {
        throw new UnsupportedOperationException("the transaction has its connection already");
    }

    @Override
    public boolean shouldClose(Connection ignored) {
        return false;
    }
}
