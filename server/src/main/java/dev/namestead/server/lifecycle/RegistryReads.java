package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.lifecycle.LifeStore.DueRead;
import dev.namestead.server.lifecycle.LifeStore.Key;
import dev.namestead.server.lifecycle.LifeStore.NothingNew;
import dev.namestead.server.lifecycle.LifecycleSettings.Sweep;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.workflow.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads names at their registries and believes what is there: those of which something is known to have happened there, all of them and at once,
 * and now and then each in its turn, within a budget. A reading that was overtaken by a change of ours is forgotten.
 */
final class RegistryReads {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryReads.class);
    private static final int AT_ONCE = 100;
    /** Before a registry that said nothing is asked again. */
    private static final Duration LATER = Duration.ofMinutes(10);
    /** A name that should be there is gone only if it is gone twice. */
    private static final Duration TWICE = Duration.ofHours(1);

    private final Database database;
    private final Registries registries;
    private final Workflows workflows;
    private final Catalog catalog;
    private final RegistryRenewals renewals;
    private final Sweep sweep;
    private final SweepBudget budget;
    private final EndingsByRegistry endings;
    private final Drifts drifts = new Drifts();
    private final LifeStore store = new LifeStore();
    private final RegistrationStore registrations = new RegistrationStore();

    RegistryReads(
            Database database,
            Registries registries,
            Workflows workflows,
            Catalog catalog,
            RegistryRenewals renewals,
            Sweep sweep,
            EndingsByRegistry endings) {
        this.database = database;
        this.registries = registries;
        this.workflows = workflows;
        this.catalog = catalog;
        this.renewals = renewals;
        this.sweep = sweep;
        this.budget = new SweepBudget(sweep.most());
        this.endings = endings;
    }

    List<Registry> registries() {
        return registries.all();
    }

    /** Names of one registry at one instant, and what of them showed nothing new. */
    private record Round(Instant now, List<DueRead> due, Map<UUID, Registration> ours, List<NothingNew> nothingNew) {
        static Round of(Instant now, List<DueRead> due, List<Registration> ours) {
            return new Round(
                    now,
                    due,
                    ours.stream().collect(Collectors.toMap(Registration::id, each -> each)),
                    new ArrayList<>());
        }
    }

    /**
     * Reads some of the names that are due at a registry; how many.
     *
     * @param goesOn asked before each
     */
    int run(Registry registry, BooleanSupplier goesOn) {
        if (!goesOn.getAsBoolean()) {
            return 0;
        }
        Round round = database.read(tx -> round(tx, registry));
        long from = System.nanoTime();
        int read = 0;
        try {
            for (DueRead due : round.due()) {
                if (!goesOn.getAsBoolean()) {
                    break;
                }
                if (!due.asked()) {
                    budget.spend(registry.id(), round.now().plusNanos(System.nanoTime() - from));
                }
                if (!read(registry, round, due)) {
                    // Whoever does not answer for one name will not for the next.
                    break;
                }
                read++;
            }
        } finally {
            if (!round.nothingNew().isEmpty()) {
                database.transact(tx -> store.readAgain(tx, round.now(), round.nothingNew()));
            }
        }
        return read;
    }

    private Round round(Tx tx, Registry registry) {
        Instant now = tx.businessNow();
        List<DueRead> due = new ArrayList<>(store.askedReads(tx, registry.id(), AT_ONCE));
        int turns = Math.min(AT_ONCE - due.size(), budget.left(registry.id(), now));
        if (turns > 0) {
            due.addAll(store.turns(tx, registry.id(), turns));
        }
        if (due.isEmpty()) {
            return Round.of(now, due, List.of());
        }
        Map<UUID, AccountId> accounts = due.stream()
                .map(DueRead::key)
                .collect(Collectors.toMap(LifeStore.Key::registration, LifeStore.Key::account));
        return Round.of(now, due, registrations.findAll(tx, accounts));
    }

    /** False where the registry said nothing. */
    private boolean read(Registry registry, Round round, DueRead due) {
        Key key = due.key();
        Registration before = round.ours().get(key.registration());
        if (before == null) {
            // A sandbox that was reset meanwhile.
            return true;
        }
        Instant seen = before.updatedAt();
        return switch (registry.info(key.name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _)
            when !due.missed() && showsNothingNew(before, found, round.now()) -> {
                round.nothingNew().add(new NothingNew(due, seen, next(round.now(), key, found, before, false)));
                yield true;
            }
            case Completed<RegistryDomain>(RegistryDomain found, var _) -> {
                database.transact(tx -> unchanged(tx, key, seen).ifPresent(ours -> found(tx, due, ours, found)));
                yield true;
            }
            case Refused<RegistryDomain>(RefusedFor reason, int _, String _)
            when reason == RefusedFor.OBJECT_DOES_NOT_EXIST -> {
                database.transact(tx -> unchanged(tx, key, seen).ifPresent(ours -> absent(tx, key, ours)));
                yield true;
            }
            case RegistryAnswer<RegistryDomain> undecided -> {
                LOG.debug("{} cannot be read: {}", key.name(), undecided);
                database.transact(tx -> store.readLater(tx, key, LATER));
                yield false;
            }
        };
    }

    /** Most readings: then nothing has to be decided about the name. */
    private static boolean showsNothingNew(Registration ours, RegistryDomain found, Instant now) {
        return found.ours()
                && showsTheSame(ours, found)
                && Drifts.none(ours, found, now)
                && yearsAdded(ours, found, now) == 0;
    }

    /** But for name servers, of which what is asked for is kept here and not what is shown. */
    private static boolean showsTheSame(Registration ours, RegistryDomain found) {
        return Objects.equals(ours.registryExpiresAt(), found.expiresAt())
                && ours.statuses().equals(found.statuses())
                && ours.rgpStatuses().equals(found.rgpStatuses());
    }

    /** The registration, where nobody has changed it since, or is about to. */
    private Optional<Registration> unchanged(Tx tx, Key key, Instant seen) {
        return registrations
                .findLocked(tx, key.account(), key.name())
                .filter(ours ->
                        ours.id().equals(key.registration()) && ours.updatedAt().equals(seen))
                .filter(ours -> workflows.live(tx, key.name().ascii()).isEmpty());
    }

    private void found(Tx tx, DueRead due, Registration ours, RegistryDomain found) {
        Key key = due.key();
        if (!found.ours()) {
            LOG.warn("ALARM {} is held by another registrar", key.name());
            drifts.note(tx, key, "holder", "us", "another");
            catalog.find(ours.name()).ifPresent(extension -> renewals.takenAway(tx, ours, extension));
            endings.transferredAway(tx, ours);
            return;
        }
        boolean drifted = drifts.compare(tx, key, ours, found);
        boolean changed = drifted || due.missed() || !showsTheSame(ours, found);
        renewedItself(tx, ours, found);
        registrations.observed(tx, key.account(), key.registration(), found);
        store.read(tx, due, next(tx.businessNow(), key, found, ours, changed));
    }

    private void renewedItself(Tx tx, Registration ours, RegistryDomain found) {
        if (yearsAdded(ours, found, tx.businessNow()) > 0) {
            Instant shown = Objects.requireNonNull(found.expiresAt());
            catalog.find(ours.name())
                    .ifPresent(extension -> renewals.seen(tx, ours, extension, shown, tx.businessNow()));
        }
    }

    /** From the paid date on, not from the one of the last reading: whoever has read it first must not have to book it. */
    private static int yearsAdded(Registration ours, RegistryDomain found, Instant now) {
        Instant before = ours.paidUntil();
        Instant shown = found.expiresAt();
        return before == null || shown == null || found.deleted() ? 0 : RegistryRenewals.added(before, shown, now);
    }

    private void absent(Tx tx, Key key, Registration ours) {
        Instant since = store.row(tx, key.account(), key.registration()).absentSince();
        Instant now = tx.businessNow();
        boolean expected = ours.statuses().contains("pendingDelete") || hasLapsed(ours, now);
        boolean twice = since != null && !now.isBefore(since.plus(TWICE));
        if (expected || twice) {
            if (expected) {
                endings.purged(tx, ours);
            } else {
                drifts.note(tx, key, "existence", "there", "gone");
                endings.removed(tx, ours);
            }
            return;
        }
        LOG.warn("ALARM {} is not known to its registry; it is asked again", key.name());
        store.missed(tx, key, since == null ? now : since, now.plus(TWICE));
    }

    /** Whether its registry deletes by itself what nobody has paid for, and had the time to do so since it was read last. */
    private boolean hasLapsed(Registration ours, Instant now) {
        Instant end = ours.paidUntil();
        Extension extension = catalog.find(ours.name()).orElse(null);
        return end != null && extension != null && !now.isBefore(LifeTerm.lapses(end, extension));
    }

    /**
     * Often near an expiry, while something goes on and after something was new; spread, so that not all names of a day are due at once.
     */
    private Instant next(Instant now, Key key, RegistryDomain found, Registration ours, boolean changed) {
        Instant expiry = ours.paidUntil();
        boolean near = expiry != null && Duration.between(now, expiry).abs().compareTo(sweep.near()) < 0;
        boolean moving = found.deleted()
                || found.statuses().stream().anyMatch(status -> status.startsWith("pending"))
                || !found.rgpStatuses().isEmpty();
        Duration pause = near || moving || changed ? sweep.often() : sweep.seldom();
        long spread = Math.floorMod(key.registration().getLeastSignificantBits(), 100);
        return now.plus(pause).minus(pause.multipliedBy(spread).dividedBy(1000));
    }
}
