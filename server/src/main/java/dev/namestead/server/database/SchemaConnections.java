package dev.namestead.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Connections of a pool that several schemas share, each set to one of them before it is handed out. */
final class SchemaConnections extends DelegatingDataSource {
    private final String schema;

    SchemaConnections(DataSource pool, String schema) {
        super(pool);
        this.schema = schema;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        try {
            connection.setSchema(schema);
            return connection;
        } catch (SQLException | RuntimeException failure) {
            connection.close();
            throw failure;
        }
    }
}
