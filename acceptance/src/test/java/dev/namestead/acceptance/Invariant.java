package dev.namestead.acceptance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What must hold of a registrar's books whenever nothing is under way.
 *
 * @param rule in words
 * @param breaches SQL whose every row is a breach, told by its one column
 */
record Invariant(String rule, String breaches) {
    private static final int MOST_TOLD = 20;

    /** The breaches, each with the rule before it. */
    List<String> check(Connection books) throws SQLException {
        var told = new ArrayList<String>();
        try (var statement = books.createStatement();
                var rows = statement.executeQuery(breaches + "\nLIMIT " + MOST_TOLD)) {
            while (rows.next()) {
                told.add(rule + ": " + rows.getString(1));
            }
        }
        return told;
    }
}
