package dev.namestead.server.lifecycle;

import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.lifecycle.LifeStore.Key;
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
import dev.namestead.server.search.NameState;
import dev.namestead.server.workflow.Workflows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads names at their registries, when something has happened there and now and then without a reason, and believes what is there. A reading
 * that was overtaken by a change of ours is forgotten.
 */
final class RegistryReads {
    private static final Logger LOG = LoggerFactory.getLogger(RegistryReads.class);
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
    private final Endings endings;
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
            Endings endings) {
        this.database = database;
        this.registries = registries;
        this.workflows = workflows;
        this.catalog = catalog;
        this.renewals = renewals;
        this.sweep = sweep;
        this.endings = endings;
    }

    /** How many names were read. */
    int run() {
        int read = 0;
        for (Registry registry : registries.all()) {
            List<Key> due = database.read(tx -> store.dueReads(tx, registry.id(), sweep.most()));
            for (Key key : due) {
                if (!read(registry, key)) {
                    // Whoever does not answer for one name will not for the next.
                    break;
                }
                read++;
            }
        }
        return read;
    }

    /** False where the registry said nothing. */
    private boolean read(Registry registry, Key key) {
        Instant seen = database.read(
                tx -> store.row(tx, key.account(), key.registration()).updatedAt());
        return switch (registry.info(key.name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _) -> {
                database.transact(tx -> unchanged(tx, key, seen).ifPresent(ours -> found(tx, key, ours, found)));
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

    /** The registration, where nobody has changed it since, or is about to. */
    private Optional<Registration> unchanged(Tx tx, Key key, Instant seen) {
        return registrations
                .findLocked(tx, key.account(), key.name())
                .filter(ours ->
                        ours.id().equals(key.registration()) && ours.updatedAt().equals(seen))
                .filter(ours -> workflows.live(tx, key.name().ascii()).isEmpty());
    }

    private void found(Tx tx, Key key, Registration ours, RegistryDomain found) {
        if (!found.ours()) {
            LOG.warn("ALARM {} is held by another registrar", key.name());
            drifts.note(tx, key, "holder", "us", "another");
            endings.end(tx, key.account(), key.registration(), key.name(), "transferred_away", NameState.UNAVAILABLE);
            return;
        }
        drifts.compare(tx, key, ours, found);
        renewedItself(tx, ours, found);
        registrations.observed(tx, key.account(), key.registration(), found);
        store.read(tx, key, next(tx.businessNow(), key, found, ours), null);
    }

    private void renewedItself(Tx tx, Registration ours, RegistryDomain found) {
        // The paid date, not the one of the last reading: whoever has read it first must not have to book it.
        Instant before = ours.paidUntil();
        Instant shown = found.expiresAt();
        if (before == null || shown == null || found.deleted()) {
            return;
        }
        int years = RegistryRenewals.added(before, shown, tx.businessNow());
        if (years > 0) {
            catalog.find(ours.name())
                    .ifPresent(extension -> renewals.seen(tx, workflows, ours, extension, before, shown, years));
        }
    }

    private void absent(Tx tx, Key key, Registration ours) {
        Instant since = store.row(tx, key.account(), key.registration()).absentSince();
        Instant now = tx.businessNow();
        boolean wasDeleted = ours.statuses().contains("pendingDelete");
        boolean twice = since != null && !now.isBefore(since.plus(TWICE));
        if (wasDeleted || twice) {
            if (!wasDeleted) {
                drifts.note(tx, key, "existence", "there", "gone");
            }
            endings.end(tx, key.account(), key.registration(), key.name(), "purged", NameState.AVAILABLE);
            return;
        }
        LOG.warn("ALARM {} is not known to its registry; it is asked again", key.name());
        store.read(tx, key, now.plus(TWICE), since == null ? now : since);
    }

    /** Often near an expiry and while something goes on; spread, so that not all names of a day are due at once. */
    private Instant next(Instant now, Key key, RegistryDomain found, Registration ours) {
        Instant expiry = ours.paidUntil();
        boolean near = expiry != null && Duration.between(now, expiry).abs().compareTo(sweep.near()) < 0;
        boolean moving = found.deleted()
                || found.statuses().stream().anyMatch(status -> status.startsWith("pending"))
                || !found.rgpStatuses().isEmpty();
        Duration pause = near || moving ? sweep.often() : sweep.seldom();
        long spread = Math.floorMod(key.registration().getLeastSignificantBits(), 100);
        return now.plus(pause).minus(pause.multipliedBy(spread).dividedBy(1000));
    }
}
