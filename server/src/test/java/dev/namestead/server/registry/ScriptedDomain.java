package dev.namestead.server.registry;

import dev.namestead.server.extension.DomainName;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** A domain object of a {@link ScriptedRegistry}, under its lock. */
final class ScriptedDomain {
    boolean ours = true;
    boolean pending;
    String authInfo;
    String registrant;
    Instant createdAt;
    Instant expiresAt;
    final Set<String> statuses = new HashSet<>();
    final Set<String> nameServers = new HashSet<>();
    final Set<DsRecord> signers = new HashSet<>();
    boolean addGrace = true;
    Phase phase = Phase.LIVE;

    /** Where a name stands that was deleted after its add grace period (RFC 3915). */
    enum Phase {
        LIVE(Set.of()),
        REDEMPTION(Set.of("redemptionPeriod")),
        PENDING_RESTORE(Set.of("pendingRestore")),
        PENDING_DELETE(Set.of("pendingDelete"));

        private final Set<String> rgp;

        Phase(Set<String> rgp) {
            this.rgp = rgp;
        }
    }

    /** As {@code info} tells it. */
    RegistryDomain shown(DomainName name) {
        Set<String> all = new HashSet<>(statuses);
        if (pending) {
            all.add("pendingCreate");
        }
        if (phase != Phase.LIVE) {
            all.add("pendingDelete");
        }
        return new RegistryDomain(
                name,
                ours,
                all,
                phase == Phase.LIVE && addGrace ? Set.of("addPeriod") : phase.rgp,
                new RegistryDomain.Dates(createdAt, null, null, expiresAt),
                registrant,
                ours ? authInfo : null,
                nameServers,
                signers);
    }

    /** Into redemption; whatever it had is wiped. */
    void delete() {
        phase = Phase.REDEMPTION;
        statuses.clear();
        nameServers.clear();
        signers.clear();
    }

    void extend(int years) {
        expiresAt = expiresAt.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
    }

    /** False where it is no difference, which changes nothing. */
    boolean change(UpdateDomain command) {
        UpdateDomain.Part add = command.add();
        UpdateDomain.Part remove = command.remove();
        boolean fits = statuses.containsAll(remove.statuses())
                && nameServers.containsAll(remove.nameServers())
                && Stream.of(add.statuses(), add.nameServers(), add.signers())
                        .flatMap(Set::stream)
                        .noneMatch(one -> statuses.contains(one) || nameServers.contains(one) || signers.contains(one));
        if (fits) {
            statuses.addAll(add.statuses());
            nameServers.addAll(add.nameServers());
            signers.addAll(add.signers());
            statuses.removeAll(remove.statuses());
            nameServers.removeAll(remove.nameServers());
            signers.removeAll(remove.signers());
        }
        return fits;
    }
}
