package dev.namestead.server.extension;

/**
 * One mistake in a catalog.
 *
 * @param line and column count from 1
 * @param path the key, such as {@code extensions.com.years.min}; empty for the file as a whole
 */
public record CatalogProblem(int line, int column, String path, String message) {

    String inFile(String file) {
        return file + ":" + line + ":" + column + ": " + this;
    }

    @Override
    public String toString() {
        return (path.isEmpty() ? "" : path + ": ") + message;
    }
}
