package dev.namestead.server.database;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.SqlTypeValue;

/** How instants, arrays and JSON travel between Java and PostgreSQL; the only place that knows. */
public final class Columns {

    private Columns() {}

    /** A parameter of type {@code timestamptz}, in whole microseconds, which is all that PostgreSQL keeps. */
    public static SqlParameterValue timestamp(@Nullable Instant instant) {
        OffsetDateTime value =
                instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        return new SqlParameterValue(Types.TIMESTAMP_WITH_TIMEZONE, value);
    }

    /** A {@code timestamptz} column that is never null. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A {@code timestamptz} column that may be null. */
    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** An {@code integer} column that may be null. */
    public static @Nullable Integer intOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Integer.class);
    }

    /** A {@code bigint} column that may be null. */
    public static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        return row.getObject(column, Long.class);
    }

    /** A parameter of type {@code jsonb} from text that is JSON already. */
    public static SqlParameterValue jsonb(@Nullable String json) {
        return new SqlParameterValue(Types.OTHER, "jsonb", json);
    }

    /** A parameter of type {@code text[]}. */
    public static SqlTypeValue textArray(Collection<String> values) {
        String[] elements = values.toArray(String[]::new);
        return (statement, index, type, name) ->
                statement.setArray(index, statement.getConnection().createArrayOf("text", elements));
    }

    /** A {@code text[]} column; null reads as empty. */
    public static List<String> textList(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
