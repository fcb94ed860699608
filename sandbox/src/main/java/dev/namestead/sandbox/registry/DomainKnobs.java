package dev.namestead.sandbox.registry;

import dev.namestead.epp.object.EppStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a test arranges for one name past the rules, as a registry's own staff could.
 *
 * @param taken true registers the name for the other registrar, if it is free
 * @param years of that registration; the extension's shortest term when null
 * @param authInfo of that registration, so that it can be asked for; none when null
 * @param serverStatuses replaces the name's server statuses, such as {@code serverHold}; null leaves them
 * @param urs the number of a lost case under the URS: name servers are the provider's, and nothing can be changed
 * @param reason of a change of statuses, for the message about it
 * @param transferredAway true gives the name to the other registrar at once
 * @param removed true takes the name out of the registry, whoever holds it
 */
public record DomainKnobs(
        boolean taken,
        @Nullable Integer years,
        @Nullable String authInfo,
        @Nullable List<String> serverStatuses,
        @Nullable String urs,
        @Nullable String reason,
        boolean transferredAway,
        boolean removed) {
    private static final List<String> URS_HOSTS = List.of("ns1.urs.example", "ns2.urs.example");
    private static final Set<String> URS_STATUSES = Set.of(
            EppStatus.SERVER_DELETE_PROHIBITED,
            EppStatus.SERVER_TRANSFER_PROHIBITED,
            EppStatus.SERVER_UPDATE_PROHIBITED);
    private static final Set<String> SERVER_STATUSES = Set.of(
            EppStatus.SERVER_HOLD,
            EppStatus.SERVER_DELETE_PROHIBITED,
            EppStatus.SERVER_RENEW_PROHIBITED,
            EppStatus.SERVER_TRANSFER_PROHIBITED,
            EppStatus.SERVER_UPDATE_PROHIBITED);

    public DomainKnobs {
        serverStatuses = serverStatuses == null ? null : List.copyOf(serverStatuses);
        if (serverStatuses != null && !SERVER_STATUSES.containsAll(serverStatuses)) {
            throw new IllegalArgumentException(
                    "Server statuses are " + SERVER_STATUSES.stream().sorted().toList());
        }
        long asked = Stream.of(taken, serverStatuses != null, urs != null, transferredAway, removed)
                .filter(each -> each)
                .count();
        if (removed && asked > 1) {
            throw new IllegalArgumentException("A removed name can be nothing else.");
        }
        if (asked == 0) {
            throw new IllegalArgumentException(
                    "Give \"taken\", \"removed\", \"serverStatuses\", \"urs\" or \"transferredAway\".");
        }
        if (authInfo != null && !taken) {
            throw new IllegalArgumentException("An \"authInfo\" belongs to \"taken\".");
        }
    }

    /** Throws {@link IllegalArgumentException} where the name is not sold here or in the wrong state. */
    DomainObject arrange(String name, RegistrySettings settings, Change change) {
        SoldName sold;
        try {
            sold = SoldName.of(name, change.profile(), change.state());
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(String.valueOf(refusal.getMessage()), refusal);
        }
        DomainObject present = change.state().domain(name).orElse(null);
        if (taken) {
            if (present != null) {
                throw new IllegalArgumentException(name + " is registered already, by " + present.sponsor() + ".");
            }
            present = register(sold, settings.other(), change);
        }
        if (present == null) {
            throw new IllegalArgumentException(name + " is not registered.");
        }
        if (removed) {
            change.record(new RegistryEvent.DomainRemoved(name));
            return present;
        }
        return transferredAway ? transferAway(present, settings.other(), change) : withStatuses(present, change);
    }

    private DomainObject register(SoldName sold, String registrar, Change change) {
        int term = years == null ? sold.terms().shortest() : years;
        Instant now = change.now();
        var draft = new DomainDraft(sold.name(), change.newRoid('D'), Provenance.createdBy(registrar, now));
        draft.expires = Periods.plusYears(now, term);
        draft.authInfo = authInfo == null ? "" : authInfo;
        Instant undoable = now.plus(change.lifeCycle().addGrace());
        draft.graces.add(GracePeriod.billed(GracePeriod.ADD, undoable, BigDecimal.ZERO, term));
        return draft.build();
    }

    private static DomainObject transferAway(DomainObject domain, String other, Change change) {
        if (domain.sponsor().equals(other) || domain.pending() != null || domain.deletion() != null) {
            throw new IllegalArgumentException(domain.name() + " cannot be transferred as it stands.");
        }
        Instant now = change.now();
        var asked = new TransferState(
                TransferState.PENDING, other, domain.sponsor(), now, now, 1, null, null, "STAFF", null);
        return Transfers.complete(domain, asked, TransferState.SERVER_APPROVED, change);
    }

    private DomainObject withStatuses(DomainObject domain, Change change) {
        DomainDraft draft = domain.draft();
        if (serverStatuses != null) {
            draft.statuses.removeAll(SERVER_STATUSES);
            draft.statuses.addAll(new HashSet<>(serverStatuses));
        }
        if (urs != null) {
            URS_HOSTS.stream()
                    .filter(host -> change.state().host(host).isEmpty())
                    .forEach(host -> store(host, change));
            draft.hosts.clear();
            draft.hosts.addAll(URS_HOSTS);
            draft.statuses.addAll(URS_STATUSES);
        }
        DomainObject after = draft.build();
        change.record(new RegistryEvent.DomainStored(after));
        if (serverStatuses != null || urs != null) {
            String text = reason == null ? "The registry has changed " + domain.name() + "." : reason;
            change.tell(after, "update", text, urs == null ? null : "urs", urs);
        }
        return after;
    }

    private static void store(String host, Change change) {
        change.record(new RegistryEvent.HostStored(new HostObject(
                host,
                change.newRoid('H'),
                Provenance.createdBy("registry", change.now()),
                null,
                List.of(),
                List.of())));
    }
}
