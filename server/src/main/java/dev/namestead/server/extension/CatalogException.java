package dev.namestead.server.extension;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A catalog that cannot be used, with everything that is wrong in it, so that it is mended in one go. The message has one line for each
 * mistake, with its place.
 */
public final class CatalogException extends RuntimeException {
    private final transient List<CatalogProblem> problems;

    CatalogException(String file, List<CatalogProblem> problems) {
        super(problems.stream().map(problem -> problem.inFile(file)).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    CatalogException(String message) {
        super(message);
        this.problems = List.of();
    }

    /** In the order of the file. */
    public List<CatalogProblem> problems() {
        return problems;
    }
}
