package dev.namestead.server.database;

import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;

/**
 * The texts of statements, searched for their parameters once in the life of the pool. Spring remembers them in each template, and ours
 * live as long as one transaction.
 */
final class ParsedStatements {
    /** Beyond the number of statements in the program; a text that is made up at run time must not fill the memory. */
    private static final int MOST = 2_000;

    private final ConcurrentHashMap<String, ParsedSql> known = new ConcurrentHashMap<>();

    /** Statements over one connection. */
    NamedParameterJdbcTemplate over(DataSource connection) {
        return new NamedParameterJdbcTemplate(new JdbcTemplate(connection)) {
            @Override
            protected ParsedSql getParsedSql(String sql) {
                return parsed(sql);
            }
        };
    }

    private ParsedSql parsed(String sql) {
        ParsedSql present = known.get(sql);
        if (present != null) {
            return present;
        }
        ParsedSql parsed = NamedParameterUtils.parseSqlStatement(sql);
        if (known.size() < MOST) {
            known.put(sql, parsed);
        }
        return parsed;
    }
}
