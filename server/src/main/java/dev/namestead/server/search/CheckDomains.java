package dev.namestead.server.search;

import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.Database;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.extension.Extension.YearlyPrice;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.Registries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authoritative check (seed: {@code POST /domain-check}): what the catalog and our own reservations cannot tell, the registries do,
 * each asked once for all its names.
 */
public final class CheckDomains {
    private static final Logger LOG = LoggerFactory.getLogger(CheckDomains.class);
    private static final int MAX_NAMES = 20;

    private final Catalog catalog;
    private final RegistryChecks registries;
    private final Database database;
    private final LocalReservations reservations;
    private final SeenNames memory;
    private final SearchSettings settings;

    public CheckDomains(
            Catalog catalog,
            Registries registries,
            Database database,
            LocalReservations reservations,
            SeenNames memory,
            SearchSettings settings) {
        this.catalog = catalog;
        this.registries = new RegistryChecks(registries);
        this.database = database;
        this.reservations = reservations;
        this.memory = memory;
        this.settings = settings;
    }

    /**
     * Judges each name once, in the order of the request; malformed ones are left out.
     *
     * @throws RefusedException 1006, 1007, 1008 of the contract, or {@link Refusal#UNAVAILABLE} where there is no row to answer with
     */
    public CheckResult check(List<String> texts) {
        SequencedMap<DomainName, Integer> places = parse(texts);
        Map<DomainName, DomainRow> rows = new HashMap<>(judgedByCatalog(places));
        List<DomainName> open =
                places.keySet().stream().filter(name -> !rows.containsKey(name)).toList();
        for (DomainName taken : reserved(open)) {
            rows.put(taken, DomainRow.refused(taken, Unregistrable.DOMAIN_UNAVAILABLE));
        }
        rows.putAll(judgedByRegistries(
                open.stream().filter(name -> !rows.containsKey(name)).toList()));
        return result(places, rows);
    }

    private static SequencedMap<DomainName, Integer> parse(List<String> texts) {
        if (texts.isEmpty()) {
            throw new RefusedException(
                    Refusal.CHECK_NAMES_MISSING, "domains array must contain at least one domain", "/domains");
        }
        if (texts.size() > MAX_NAMES) {
            throw new RefusedException(
                    Refusal.CHECK_TOO_MANY_NAMES,
                    "domains array exceeds maximum of " + MAX_NAMES + " domains",
                    "/domains");
        }
        SequencedMap<DomainName, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            int place = i;
            DomainName.parse(texts.get(i)).ifPresent(name -> places.putIfAbsent(name, place));
        }
        if (places.isEmpty()) {
            throw new RefusedException(
                    Refusal.CHECK_NO_VALID_NAME,
                    "None of the provided domains are valid or have supported extensions",
                    "/domains");
        }
        return places;
    }

    private Map<DomainName, DomainRow> judgedByCatalog(SequencedMap<DomainName, Integer> places) {
        Map<DomainName, DomainRow> rows = new HashMap<>();
        for (DomainName name : places.keySet()) {
            Unregistrable reason = reasonOfCatalog(name);
            if (reason != null) {
                rows.put(name, DomainRow.refused(name, reason));
            }
        }
        return rows;
    }

    private @Nullable Unregistrable reasonOfCatalog(DomainName name) {
        Optional<Extension> extension = catalog.find(name);
        if (extension.isEmpty()) {
            return Unregistrable.EXTENSION_NOT_SUPPORTED;
        }
        return switch (extension.get().registrations()) {
            case DASHBOARD -> Unregistrable.EXTENSION_NOT_SUPPORTED_VIA_API;
            case FROZEN -> Unregistrable.EXTENSION_DISALLOWS_REGISTRATION;
            case API -> extension.get().refusalOf(name).isPresent() ? Unregistrable.DOMAIN_UNAVAILABLE : null;
        };
    }

    private Set<DomainName> reserved(List<DomainName> names) {
        return names.isEmpty() ? Set.of() : database.read(tx -> reservations.taken(tx, names));
    }

    private Map<DomainName, DomainRow> judgedByRegistries(List<DomainName> names) {
        Map<String, List<DomainName>> byRegistry = new LinkedHashMap<>();
        for (DomainName name : names) {
            byRegistry
                    .computeIfAbsent(extension(name).registryId(), id -> new ArrayList<>())
                    .add(name);
        }
        Map<DomainName, DomainRow> rows = new HashMap<>();
        Map<DomainName, NameState> seen = new HashMap<>();
        registries.ask(byRegistry, settings.checkDeadline()).forEach((name, availability) -> {
            NameState state = state(availability);
            seen.put(name, state);
            rows.put(name, row(name, state));
        });
        rows.keySet().retainAll(names);
        seen.keySet().retainAll(names);
        memory.add(seen);
        return rows;
    }

    private NameState state(Availability availability) {
        if (!availability.available()) {
            return NameState.UNAVAILABLE;
        }
        YearlyPrice expected = extension(availability.name()).cost();
        boolean costsMore = above(availability.createFee(), expected.registration())
                || above(availability.renewFee(), expected.renewal());
        if (costsMore && !availability.premium()) {
            LOG.warn("{} costs more than the catalog expects: {}", availability.name(), availability);
        }
        return costsMore || availability.premium() ? NameState.PREMIUM : NameState.AVAILABLE;
    }

    /** A fee in another currency than expected is no fee that we have agreed to. */
    private static boolean above(@Nullable Money fee, Money expected) {
        return fee != null && (!fee.currency().equals(expected.currency()) || fee.compareTo(expected) > 0);
    }

    private DomainRow row(DomainName name, NameState state) {
        return switch (state) {
            case AVAILABLE -> DomainRow.registrable(name, extension(name));
            case PREMIUM -> DomainRow.premium(name);
            case UNAVAILABLE -> DomainRow.refused(name, Unregistrable.DOMAIN_UNAVAILABLE);
        };
    }

    private Extension extension(DomainName name) {
        return catalog.find(name).orElseThrow();
    }

    private static CheckResult result(SequencedMap<DomainName, Integer> places, Map<DomainName, DomainRow> rows) {
        List<DomainRow> ordered = new ArrayList<>();
        List<CheckResult.Missing> missing = new ArrayList<>();
        places.forEach((name, place) -> {
            DomainRow row = rows.get(name);
            if (row == null) {
                missing.add(new CheckResult.Missing(place, name));
            } else {
                ordered.add(row);
            }
        });
        if (ordered.isEmpty()) {
            throw new RefusedException(
                    Refusal.UNAVAILABLE,
                    missing.getFirst().message(),
                    missing.getFirst().pointer());
        }
        return new CheckResult(List.copyOf(ordered), List.copyOf(missing));
    }
}
