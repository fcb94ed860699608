package dev.namestead.server.search;

import dev.namestead.server.database.Database;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.search.Suggestions.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The search for names (seed: {@code GET /domain-search}): from what is known already, without a registry. The same term over the same
 * knowledge gives the same rows.
 */
public final class SearchDomains {
    /** Suggestions looked up in the database; the answer has 50 at most, and some of these fall out as taken. */
    private static final int MAX_CANDIDATES = 200;

    private final Catalog catalog;
    private final Database database;
    private final NameKnowledge knowledge;
    private final SeenNames memory;
    private final LocalReservations reservations;
    private final Segmentation segmentation;

    public SearchDomains(
            Catalog catalog,
            Database database,
            NameKnowledge knowledge,
            SeenNames memory,
            LocalReservations reservations,
            Segmentation segmentation) {
        this.catalog = catalog;
        this.database = database;
        this.knowledge = knowledge;
        this.memory = memory;
        this.reservations = reservations;
        this.segmentation = segmentation;
    }

    /**
     * Suggestions, best first; none where the term fits no extension that is asked for.
     *
     * @throws dev.namestead.api.RefusedException 1001 and 1002 of the contract
     */
    public List<DomainRow> search(SearchQuery query) {
        Phrase phrase = Phrase.read(query.term(), catalog, segmentation);
        List<Suggestion> candidates = new Suggestions(extensions(query.extensions()))
                .of(phrase).stream().limit(MAX_CANDIDATES).toList();
        Map<DomainName, NameState> known = known(candidates);
        List<DomainRow> rows = new ArrayList<>();
        for (Suggestion candidate : candidates) {
            DomainRow row = row(candidate, known.get(candidate.name()));
            if (row.registrable() || candidate.core()) {
                rows.add(row);
            }
            if (rows.size() == query.limit()) {
                break;
            }
        }
        return List.copyOf(rows);
    }

    /** What is sold by the API, and of that what is wanted; names that nobody sells are ignored (seed: "silently ignored"). */
    private List<Extension> extensions(List<String> wanted) {
        if (wanted.isEmpty()) {
            return catalog.sold();
        }
        Set<String> names = new HashSet<>();
        for (String text : wanted) {
            names.add(text.strip().toLowerCase(Locale.ROOT).replaceFirst("^\\.", ""));
        }
        return catalog.sold().stream()
                .filter(extension -> names.contains(extension.name()))
                .toList();
    }

    private Map<DomainName, NameState> known(List<Suggestion> candidates) {
        List<DomainName> names = candidates.stream().map(Suggestion::name).toList();
        if (names.isEmpty()) {
            return Map.of();
        }
        return database.read(tx -> {
            Map<DomainName, NameState> known = new HashMap<>(knowledge.of(tx, names));
            known.putAll(memory.of(names));
            reservations.taken(tx, names).forEach(name -> known.put(name, NameState.UNAVAILABLE));
            return known;
        });
    }

    /** A name of which nothing is known appears available: most are. */
    private static DomainRow row(Suggestion candidate, @Nullable NameState state) {
        return switch (state) {
            case null -> DomainRow.registrable(candidate.name(), candidate.extension());
            case AVAILABLE -> DomainRow.registrable(candidate.name(), candidate.extension());
            case PREMIUM -> DomainRow.premium(candidate.name());
            case UNAVAILABLE -> DomainRow.refused(candidate.name(), Unregistrable.DOMAIN_UNAVAILABLE);
        };
    }
}
