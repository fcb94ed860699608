package dev.namestead.server.app.configuration;

import java.util.Comparator;

/**
 * One mistake.
 *
 * @param path the key, such as {@code registries[0].port}; empty for the file as a whole
 */
public record ConfigurationProblem(Place place, String path, String message) {

    static final Comparator<ConfigurationProblem> BY_PLACE = Comparator.comparing(
            ConfigurationProblem::place, Comparator.comparingInt(Place::line).thenComparingInt(Place::column));

    /** Line and column, counted from 1. */
    public record Place(int line, int column) {
        static final Place START = new Place(1, 1);
    }

    String inFile(String file) {
        return file + ":" + place.line() + ":" + place.column() + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
