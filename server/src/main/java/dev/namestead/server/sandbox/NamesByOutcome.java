package dev.namestead.server.sandbox;

import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.search.NameKnowledge;
import dev.namestead.server.search.NameState;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the end of a name says in a sandbox is known without ever having asked: a search agrees with the check. */
public final class NamesByOutcome implements NameKnowledge {
    private static final Pattern UNAVAILABLE = Pattern.compile(".*-(taken|transferrejected|reserved)(-[a-z]+)*");
    private static final Pattern PREMIUM = Pattern.compile(".*-premium(-[a-z]+)*");
    /** Where no prices are told a premium name is just not to be had. */
    private static final Set<String> SILENT_ON_PRICES = Set.of("thin", "v");

    private final NameKnowledge seen;
    private final Catalog catalog;

    public NamesByOutcome(NameKnowledge seen, Catalog catalog) {
        this.seen = seen;
        this.catalog = catalog;
    }

    @Override
    public Map<DomainName, NameState> of(Tx tx, Collection<DomainName> names) {
        Map<DomainName, NameState> known = new HashMap<>(seen.of(tx, names));
        names.forEach(name -> byLabel(name).ifPresent(state -> known.put(name, state)));
        return known;
    }

    private Optional<NameState> byLabel(DomainName name) {
        if (UNAVAILABLE.matcher(name.label()).matches()) {
            return Optional.of(NameState.UNAVAILABLE);
        }
        if (!PREMIUM.matcher(name.label()).matches()) {
            return Optional.empty();
        }
        boolean silent = catalog.find(name)
                .map(Extension::registryId)
                .filter(SILENT_ON_PRICES::contains)
                .isPresent();
        return Optional.of(silent ? NameState.UNAVAILABLE : NameState.PREMIUM);
    }

    @Override
    public void note(Tx tx, Map<DomainName, NameState> names) {
        seen.note(tx, names);
    }
}
