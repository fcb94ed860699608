package dev.namestead.server.lifecycle;

import dev.namestead.server.database.Tx;
import dev.namestead.server.lifecycle.LifeStore.Key;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registry.RegistryDomain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a registry shows what nobody here has done or expected. It is believed all the same; an operator can see it.
 *
 * <p>Expected are the years that a registry adds by itself at expiry, long before anybody has paid for them, and the statuses that tell of
 * grace periods, holds and deletions.
 */
final class Drifts {
    private static final Logger LOG = LoggerFactory.getLogger(Drifts.class);
    private static final String LOCK = "clientTransferProhibited";

    private final DriftStore store = new DriftStore();

    /** Whether the registry shows what is known here. */
    static boolean none(Registration ours, RegistryDomain found, Instant now) {
        return of(ours, found, now).isEmpty();
    }

    /** Notes each difference; whether any is new. */
    boolean compare(Tx tx, Key key, Registration ours, RegistryDomain found) {
        boolean any = false;
        for (Difference each : of(ours, found, tx.businessNow())) {
            any |= note(tx, key, each.field(), each.ours(), each.theirs());
        }
        return any;
    }

    private record Difference(String field, String ours, String theirs) {}

    private static List<Difference> of(Registration ours, RegistryDomain found, Instant now) {
        List<Difference> all = new ArrayList<>();
        if (!sameExpiry(ours.registryExpiresAt(), found.expiresAt(), now)) {
            all.add(new Difference("expires_at", text(ours.registryExpiresAt()), text(found.expiresAt())));
        }
        if (found.deleted()) {
            return all;
        }
        boolean locked = found.statuses().contains(LOCK);
        if (locked != ours.locked()) {
            all.add(new Difference("locked", Boolean.toString(ours.locked()), Boolean.toString(locked)));
        }
        Set<String> wanted = new TreeSet<>(ours.nameServers());
        Set<String> shown = new TreeSet<>(found.nameServers());
        if (!wanted.equals(shown)) {
            all.add(new Difference("name_servers", String.join(" ", wanted), String.join(" ", shown)));
        }
        return all;
    }

    /** The same, or whole years later once it has come: the registry has renewed by itself. */
    private static boolean sameExpiry(@Nullable Instant ours, @Nullable Instant theirs, Instant now) {
        if (ours == null || theirs == null || ours.equals(theirs)) {
            return true;
        }
        return RegistryRenewals.added(ours, theirs, now) > 0;
    }

    /** True where it is new. */
    boolean note(Tx tx, Key key, String field, String ours, String theirs) {
        boolean isNew = store.note(tx, key, field, ours, theirs);
        if (isNew) {
            LOG.warn("DRIFT {}: {} is {} here and {} at its registry", key.name(), field, ours, theirs);
        }
        return isNew;
    }

    private static String text(@Nullable Instant instant) {
        return instant == null ? "-" : instant.toString();
    }
}
