package dev.namestead.server.extension;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** All that is wrong with a catalog, gathered so that it can be told at once. */
final class CatalogProblems {
    private record Found(String path, String message) {}

    private final List<Found> found = new ArrayList<>();

    void add(String path, String message) {
        found.add(new Found(path, message));
    }

    int count() {
        return found.size();
    }

    /**
     * @param file what the places are called by
     * @param places in the file that the operator can mend
     * @throws CatalogException there are any
     */
    void throwIfAny(String file, CatalogPlaces places) {
        if (found.isEmpty()) {
            return;
        }
        // A mistake in the defaults is found once for each extension.
        List<CatalogProblem> placed = found.stream()
                .map(each -> places.placed(each.path(), each.message()))
                .distinct()
                .sorted(Comparator.comparingInt(CatalogProblem::line).thenComparingInt(CatalogProblem::column))
                .toList();
        throw new CatalogException(file, placed);
    }
}
