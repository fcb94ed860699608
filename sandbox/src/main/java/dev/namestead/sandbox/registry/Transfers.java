package dev.namestead.sandbox.registry;

import dev.namestead.sandbox.profile.RegistryProfile;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a pending transfer ends: the name changes hands, or all stays as it was. Both sides hear of it. */
final class Transfers {
    private Transfers() {}

    /**
     * The expiry after a transfer at that instant. In the auto-renew grace period the registry's own year is the transfer's year:
     * none is added, and the losing registrar gets its money back.
     */
    static @Nullable Instant expiryAfter(DomainObject domain, int years, Instant now, int longest) {
        Instant expires = domain.expires();
        if (expires == null || domain.isIn(GracePeriod.AUTO_RENEW, now)) {
            return expires;
        }
        Instant latest = Periods.plusYears(now, longest);
        Instant extended = Periods.plusYears(expires, years);
        return extended.isAfter(latest) ? latest : extended;
    }

    /** The losing side, or the registry for it, has said yes. */
    static DomainObject complete(DomainObject domain, TransferState transfer, String how, Change change) {
        Instant now = change.now();
        RegistryProfile profile = change.profile();
        BigDecimal price = DomainLifecycle.price(domain, change).renew(transfer.years());
        int longest = profile.extensionOf(domain.name())
                .map(extension -> profile.terms(extension).longest())
                .orElse(transfer.years());
        List<GracePeriod> subsumed = domain.running(GracePeriod.AUTO_RENEW, now).toList();
        TransferState ended = transfer.ended(how, now, expiryAfter(domain, transfer.years(), now, longest));

        DomainDraft draft = domain.draft();
        draft.transfer = ended;
        draft.expires = ended.expires();
        draft.lapses = null;
        if (profile.habits().contactsCopied()) {
            ContactCopies.make(draft, transfer.gaining(), change);
        }
        draft.provenance = draft.provenance.transferredTo(transfer.gaining(), now);
        draft.statuses.remove(DomainObject.PENDING_TRANSFER);
        draft.authInfo = ""; // whoever knew it has used it (RFC 9154 section 4.4)
        draft.graces.clear();
        draft.graces.add(GracePeriod.billed(
                GracePeriod.TRANSFER, now.plus(change.lifeCycle().transferGrace()), price, transfer.years()));
        DomainObject transferred = draft.build();
        change.record(new RegistryEvent.DomainStored(transferred));
        moveHosts(domain, transfer, change);
        subsumed.forEach(grace -> change.credit(transfer.losing(), grace.credit()));
        change.chargeAnyway(transfer.gaining(), price);
        tell(domain.name(), ended, ended.gaining(), change);
        if (how.equals(TransferState.SERVER_APPROVED)) {
            tell(domain.name(), ended, ended.losing(), change);
        }
        return transferred;
    }

    /** Puts how a transfer stands into a registrar's queue. */
    static void tell(String name, TransferState state, String registrar, Change change) {
        String text = state.isPending()
                ? state.gaining() + " asks for the transfer of " + name + "."
                : "The transfer of " + name + " has ended: " + state.status() + ".";
        QueuedMessage message = change.message(registrar, text).with(new QueuedMessage.TransferNote(name, state));
        boolean decided = !state.isPending() && registrar.equals(state.gaining());
        change.send(
                decided && change.profile().habits().pendingActionOnTransfer()
                        ? message.with(new QueuedMessage.PendingAction(
                                name, state.isGranted(), state.clTrid(), state.svTrid(), state.acts()))
                        : message);
    }

    /** Hosts below a name belong to who sponsors the name. */
    private static void moveHosts(DomainObject domain, TransferState transfer, Change change) {
        for (String name : change.state().subordinateHosts(domain.name())) {
            change.state()
                    .host(name)
                    .ifPresent(host -> change.record(new RegistryEvent.HostStored(new HostObject(
                            host.name(),
                            host.roid(),
                            host.provenance().transferredTo(transfer.gaining(), change.now()),
                            host.superordinate(),
                            host.addresses(),
                            host.statuses()))));
        }
    }

    /** Somebody has said no; nothing but the status is undone. */
    static DomainObject giveUp(DomainObject domain, TransferState transfer, String how, Change change) {
        TransferState ended = transfer.ended(how, change.now(), domain.expires());
        DomainDraft draft = domain.draft();
        draft.transfer = ended;
        draft.statuses.remove(DomainObject.PENDING_TRANSFER);
        DomainObject kept = draft.build();
        change.record(new RegistryEvent.DomainStored(kept));
        tell(domain.name(), ended, how.equals(TransferState.CANCELLED) ? ended.losing() : ended.gaining(), change);
        return kept;
    }
}
