package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.object.EppStatus;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/** Adding and removing statuses: only a client's own, and only a true difference (2306 otherwise). */
final class StatusChanges {
    static final Set<String> DOMAIN = Set.of(
            EppStatus.CLIENT_HOLD,
            EppStatus.CLIENT_DELETE_PROHIBITED,
            EppStatus.CLIENT_RENEW_PROHIBITED,
            EppStatus.CLIENT_TRANSFER_PROHIBITED,
            EppStatus.CLIENT_UPDATE_PROHIBITED);
    static final Set<String> HOST = Set.of(EppStatus.CLIENT_DELETE_PROHIBITED, EppStatus.CLIENT_UPDATE_PROHIBITED);
    static final Set<String> CONTACT = Set.of(
            EppStatus.CLIENT_DELETE_PROHIBITED,
            EppStatus.CLIENT_TRANSFER_PROHIBITED,
            EppStatus.CLIENT_UPDATE_PROHIBITED);

    private StatusChanges() {}

    static void apply(SortedSet<String> statuses, List<EppStatus> remove, List<EppStatus> add, Set<String> settable) {
        for (EppStatus status : remove) {
            requireSettable(status, settable);
            if (!statuses.remove(status.value())) {
                throw new Refusal(EppResultCode.PARAMETER_POLICY, status.value() + " is not set");
            }
        }
        for (EppStatus status : add) {
            requireSettable(status, settable);
            if (!statuses.add(status.value())) {
                throw new Refusal(EppResultCode.PARAMETER_POLICY, status.value() + " is set already");
            }
        }
    }

    private static void requireSettable(EppStatus status, Set<String> settable) {
        if (!settable.contains(status.value())) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, status.value() + " is not a client's to set");
        }
    }

    /** 2304 while updates are prohibited, except for the update that lifts the client's own prohibition. */
    static void requireUpdatable(Collection<String> present, List<EppStatus> removed) {
        Ownership.requireNone(
                present,
                EppStatus.SERVER_UPDATE_PROHIBITED,
                EppStatus.PENDING_CREATE,
                EppStatus.PENDING_DELETE,
                EppStatus.PENDING_TRANSFER);
        boolean lifts = removed.stream().anyMatch(status -> status.value().equals(EppStatus.CLIENT_UPDATE_PROHIBITED));
        if (!lifts) {
            Ownership.requireNone(present, EppStatus.CLIENT_UPDATE_PROHIBITED);
        }
    }
}
