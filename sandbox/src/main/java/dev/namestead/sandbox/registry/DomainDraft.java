package dev.namestead.sandbox.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A domain while a rule changes it; {@link #build} makes the immutable object. */
public final class DomainDraft {
    final String name;
    final String roid;
    Provenance provenance;
    final SortedSet<String> statuses = new TreeSet<>();

    @Nullable
    String registrant;

    final List<ContactLink> contacts = new ArrayList<>();
    final SortedSet<String> hosts = new TreeSet<>();
    final List<DelegationSigner> signers = new ArrayList<>();

    @Nullable
    Instant expires;

    @Nullable
    Instant lapses;

    String authInfo = "";
    final List<GracePeriod> graces = new ArrayList<>();

    @Nullable
    PendingCreate pending;

    @Nullable
    Deletion deletion;

    @Nullable
    TransferState transfer;

    DomainDraft(String name, String roid, Provenance provenance) {
        this.name = name;
        this.roid = roid;
        this.provenance = provenance;
    }

    DomainDraft(DomainObject from) {
        this(from.name(), from.roid(), from.provenance());
        statuses.addAll(from.statuses());
        registrant = from.registrant();
        contacts.addAll(from.contacts());
        hosts.addAll(from.hosts());
        signers.addAll(from.signers());
        expires = from.expires();
        lapses = from.lapses();
        authInfo = from.authInfo();
        graces.addAll(from.graces());
        pending = from.pending();
        deletion = from.deletion();
        transfer = from.transfer();
    }

    /** Begins a grace period at that instant, and forgets those that are over. */
    void grace(GracePeriod grace, Instant now) {
        graces.removeIf(each -> !each.runsAt(now) && !each.isUnbilled());
        graces.add(grace);
    }

    DomainObject build() {
        return new DomainObject(
                name,
                roid,
                provenance,
                List.copyOf(statuses),
                registrant,
                contacts,
                List.copyOf(hosts),
                signers,
                expires,
                lapses,
                authInfo,
                graces,
                pending,
                deletion,
                transfer);
    }
}
