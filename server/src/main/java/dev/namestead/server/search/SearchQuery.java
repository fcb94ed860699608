package dev.namestead.server.search;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a search (seed: {@code GET /domain-search}).
 *
 * @param term as it was sent; null where it is absent
 * @param extensions the only ones wanted; empty for all
 * @param limit of rows, 1 to 50
 */
public record SearchQuery(@Nullable String term, List<String> extensions, int limit) {
    public static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 50;
    private static final int MAX_EXTENSIONS = 20;

    /** @throws RefusedException where a bound is not kept; the term is judged by the search */
    public SearchQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new RefusedException(
                    Refusal.INVALID, "limit must be a whole number from 1 to " + MAX_LIMIT, "/limit");
        }
        if (extensions.size() > MAX_EXTENSIONS) {
            throw new RefusedException(
                    Refusal.INVALID, "extensions must have at most " + MAX_EXTENSIONS + " entries", "/extensions");
        }
        extensions = List.copyOf(extensions);
    }
}
