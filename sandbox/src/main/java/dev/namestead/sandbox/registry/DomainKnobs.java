package dev.namestead.sandbox.registry;

import dev.namestead.epp.object.EppStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a test arranges for one name past the rules, as a registry's own staff could.
 *
 * @param taken true registers the name for the other registrar, if it is free
 * @param years of that registration; the extension's shortest term when null
 * @param serverStatuses replaces the name's server statuses, such as {@code serverHold}; null leaves them
 * @param removed true takes the name out of the registry, whoever holds it
 */
public record DomainKnobs(
        boolean taken, @Nullable Integer years, @Nullable List<String> serverStatuses, boolean removed) {
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
        if (removed && (taken || serverStatuses != null)) {
            throw new IllegalArgumentException("A removed name can be nothing else.");
        }
        if (!removed && !taken && serverStatuses == null) {
            throw new IllegalArgumentException("Give \"taken\", \"removed\" or \"serverStatuses\".");
        }
    }

    /** Throws {@link IllegalArgumentException} where the name is not sold here or in the wrong state. */
    DomainObject arrange(String name, RegistrySettings settings, Change change) {
        SoldName sold;
        try {
            sold = SoldName.of(name, change.profile());
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
        DomainObject arranged = withStatuses(present);
        change.record(new RegistryEvent.DomainStored(arranged));
        return arranged;
    }

    private DomainObject register(SoldName sold, String registrar, Change change) {
        int term = years == null ? sold.terms().shortest() : years;
        Instant now = change.now();
        var draft = new DomainDraft(sold.name(), change.newRoid('D'), Provenance.createdBy(registrar, now));
        draft.expires = Periods.plusYears(now, term);
        Instant undoable = now.plus(change.lifeCycle().addGrace());
        draft.graces.add(GracePeriod.billed(GracePeriod.ADD, undoable, BigDecimal.ZERO, term));
        return draft.build();
    }

    private DomainObject withStatuses(DomainObject domain) {
        if (serverStatuses == null) {
            return domain;
        }
        DomainDraft draft = domain.draft();
        draft.statuses.removeAll(SERVER_STATUSES);
        draft.statuses.addAll(new HashSet<>(serverStatuses));
        return draft.build();
    }
}
