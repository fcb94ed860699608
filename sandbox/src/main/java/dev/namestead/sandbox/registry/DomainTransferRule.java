package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.TransferOp;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Moves a name from one registrar to another (RFC 5731 section 3.2.4): asked for by one, answered by the other or by time. */
final class DomainTransferRule {
    /** How long the losing registrar of a {@code -transferrejected} name thinks about it. */
    private static final Duration REJECTED_AFTER = Duration.ofHours(1);

    private DomainTransferRule() {}

    static Answer query(DomainCommand.Transfer transfer, Requester who, RegistryProfile profile, RegistryState state) {
        DomainObject domain =
                existing(SoldName.of(transfer.name(), profile, state).name(), state);
        TransferState last = domain.transfer();
        boolean knows = AuthInfos.proves(transfer.authInfo(), domain.authInfo());
        if (last == null) {
            return Answer.of(EppResultCode.NOT_PENDING_TRANSFER);
        }
        if (!knows && !last.concerns(who.registrar())) {
            throw new Refusal(EppResultCode.AUTHORIZATION_ERROR, "the transfer is between others");
        }
        return Answer.of(EppResultCode.SUCCESS).with(last.shown(domain.name()));
    }

    static Answer decide(
            DomainCommand.Transfer transfer,
            EppCommand command,
            Requester who,
            RegistrySettings settings,
            Change change) {
        SoldName sold = SoldName.of(transfer.name(), change.profile(), change.state());
        if (transfer.op() == TransferOp.REQUEST) {
            DomainObject domain = rivals(sold, transfer.authInfo(), settings, change)
                    .orElseGet(() -> existing(sold.name(), change.state()));
            return request(domain, sold, transfer, command, who, change);
        }
        DomainObject domain = existing(sold.name(), change.state());
        return switch (transfer.op()) {
            case APPROVE -> {
                TransferState pending = pending(domain);
                requireParty(pending.losing(), who);
                yield ended(Transfers.complete(domain, pending, TransferState.APPROVED, change));
            }
            case REJECT -> {
                TransferState pending = pending(domain);
                requireParty(pending.losing(), who);
                yield ended(Transfers.giveUp(domain, pending, TransferState.REJECTED, change));
            }
            case CANCEL -> {
                TransferState pending = pending(domain);
                requireParty(pending.gaining(), who);
                yield ended(Transfers.giveUp(domain, pending, TransferState.CANCELLED, change));
            }
            case REQUEST, QUERY -> throw new IllegalArgumentException("handled apart");
        };
    }

    private static DomainObject existing(String name, RegistryState state) {
        return state.domain(name).orElseThrow(() -> new Refusal(EppResultCode.OBJECT_DOES_NOT_EXIST, "domain " + name));
    }

    private static TransferState pending(DomainObject domain) {
        TransferState transfer = domain.transfer();
        if (transfer == null || !transfer.isPending()) {
            throw new Refusal(EppResultCode.NOT_PENDING_TRANSFER, domain.name());
        }
        return transfer;
    }

    private static void requireParty(String party, Requester who) {
        if (!party.equals(who.registrar())) {
            throw new Refusal(EppResultCode.AUTHORIZATION_ERROR, "that is for " + party + " to say");
        }
    }

    private static Answer ended(DomainObject domain) {
        Answer answer = Answer.of(EppResultCode.SUCCESS);
        TransferState state = domain.transfer();
        return state == null ? answer : answer.with(state.shown(domain.name()));
    }

    /** A {@code -transferrejected} name is the other registrar's without being stored, until somebody asks for it. */
    private static Optional<DomainObject> rivals(
            SoldName sold, @Nullable AuthInfo given, RegistrySettings settings, Change change) {
        boolean stored = change.state().domain(sold.name()).isPresent();
        if (stored || !sold.is(Outcome.TRANSFERREJECTED) || !(given instanceof AuthInfo.Password(String code, var _))) {
            return Optional.empty();
        }
        DomainDraft draft = HeldElsewhere.draft(sold, settings, change.now());
        draft.authInfo = code;
        return Optional.of(draft.build());
    }

    private static Answer request(
            DomainObject domain,
            SoldName sold,
            DomainCommand.Transfer asked,
            EppCommand command,
            Requester who,
            Change change) {
        requireTransferable(domain, asked.authInfo(), who, change);
        Optional<Integer> given = Periods.years(asked.period());
        int years = sold.yearsToRenew(given);
        if (given.isPresent()) {
            requireWithinTerm(domain, years, sold, change.now());
        }
        BigDecimal price = sold.price().renew(years);
        Bill bill = Bill.agreed(Fee.Operation.TRANSFER, command, sold, years, price, change);
        change.requireFunds(who.registrar(), price);

        Instant now = change.now();
        var state = new TransferState(
                TransferState.PENDING,
                who.registrar(),
                domain.sponsor(),
                now,
                now.plus(change.lifeCycle().transferPending()),
                years,
                Transfers.expiryAfter(domain, years, now, sold.terms().longest()),
                who.clTrid(),
                who.svTrid(),
                sold.is(Outcome.TRANSFERREJECTED) ? now.plus(REJECTED_AFTER) : null);
        DomainDraft draft = domain.draft();
        draft.transfer = state;
        draft.statuses.add(DomainObject.PENDING_TRANSFER);
        change.store(draft);
        Transfers.tell(domain.name(), state, domain.sponsor(), change);
        Answer answer = Answer.of(EppResultCode.SUCCESS_PENDING).with(state.shown(domain.name()));
        return change.told(bill, answer, who);
    }

    private static void requireTransferable(
            DomainObject domain, @Nullable AuthInfo given, Requester who, Change change) {
        if (domain.sponsor().equals(who.registrar())) {
            throw new Refusal(EppResultCode.USE_ERROR, "the name is yours already");
        }
        if (domain.isTransferPending()) {
            throw new Refusal(EppResultCode.PENDING_TRANSFER, domain.name());
        }
        if (!AuthInfos.proves(given, domain.authInfo())) {
            throw new Refusal(EppResultCode.INVALID_AUTH_INFO, "it is required");
        }
        Ownership.requireNone(
                domain.statuses(),
                EppStatus.CLIENT_TRANSFER_PROHIBITED,
                EppStatus.SERVER_TRANSFER_PROHIBITED,
                EppStatus.PENDING_CREATE,
                EppStatus.PENDING_DELETE);
        Provenance from = domain.provenance();
        requireUnlocked(from.created(), change.lifeCycle().lockAfterCreate(), "create", change.now());
        requireUnlocked(from.transferred(), change.lifeCycle().lockAfterTransfer(), "transfer", change.now());
    }

    /** Some registries hold a name fast for a while after it was created or transferred. */
    private static void requireUnlocked(@Nullable Instant since, @Nullable Duration lock, String what, Instant now) {
        if (since != null && lock != null && now.isBefore(since.plus(lock))) {
            throw new Refusal(
                    EppResultCode.STATUS_PROHIBITS, "locked after its " + what + " until " + since.plus(lock));
        }
    }

    /** Years that were asked for are not cut short without a word, as the one that goes without saying is. */
    private static void requireWithinTerm(DomainObject domain, int years, SoldName sold, Instant now) {
        Instant expires = domain.expires();
        int longest = sold.terms().longest();
        if (expires != null
                && !domain.isIn(GracePeriod.AUTO_RENEW, now)
                && Periods.plusYears(expires, years).isAfter(Periods.plusYears(now, longest))) {
            throw new Refusal(
                    EppResultCode.PARAMETER_RANGE, "the name would expire more than " + longest + " years ahead");
        }
    }
}
