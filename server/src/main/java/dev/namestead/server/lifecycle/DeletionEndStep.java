package dev.namestead.server.lifecycle;

import static dev.namestead.server.registration.RegistryAnswers.AWAITING;
import static dev.namestead.server.registration.RegistryAnswers.REGISTRY;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.registration.Attempts;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.registration.RegistryAnswers;
import dev.namestead.server.registry.IntentStore;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.search.NameState;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what has become of a name that the registry has deleted, gone or redeemable, and books what is given back, by the grace periods of the
 * moment at which it was deleted, however late that is known; it may be run again.
 */
final class DeletionEndStep {
    /** A registry that takes its time tells by a message; this is for a message that is lost. */
    private static final Duration LOOK = Duration.ofHours(1);
    /** So long a command may take. */
    private static final Duration CARRIED_OUT = Duration.ofMinutes(5);

    private final Registries registries;
    private final IntentStore intents;
    private final Catalog catalog;
    private final Endings endings;
    private final Ledger ledger;
    private final CustomerRefunds refunds;
    private final RegistryRenewals years;
    private final DeletionStore store = new DeletionStore();
    private final LifeStore life = new LifeStore();
    private final RegistryRenewalStore registryRenewals = new RegistryRenewalStore();
    private final RenewalStore renewals = new RenewalStore();
    private final RegistrationStore registrations = new RegistrationStore();

    DeletionEndStep(
            Registries registries,
            IntentStore intents,
            Catalog catalog,
            Endings endings,
            Ledger ledger,
            CustomerRefunds refunds,
            RegistryRenewals years) {
        this.registries = registries;
        this.intents = intents;
        this.catalog = catalog;
        this.ledger = ledger;
        this.endings = endings;
        this.refunds = refunds;
        this.years = years;
    }

    StepResult<DeletionData> run(StepContext<DeletionData> context) {
        DeletionData data = context.data();
        Registry registry = registries.find(data.registryId()).orElseThrow();
        return switch (registry.info(data.name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _) -> found(context, found);
            case Refused<RegistryDomain>(RefusedFor reason, int _, String _)
            when reason == RefusedFor.OBJECT_DOES_NOT_EXIST -> gone(context, NameState.AVAILABLE);
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private StepResult<DeletionData> found(StepContext<DeletionData> context, RegistryDomain found) {
        if (!found.ours()) {
            return gone(context, NameState.UNAVAILABLE);
        }
        if (!found.deleted()) {
            // Accepted and not done: only the registry's message tells whether it was refused.
            return Attempts.of(context, intents, DeleteStep.COMMAND).refusedAfterReview()
                    ? RegistryAnswers.rejected(DeleteStep.REJECTED + "it was refused after review.")
                    : new StepResult.Blocked<>(REGISTRY, AWAITING, LOOK);
        }
        DeletionData data = context.data();
        AccountId account = context.workflow().account();
        return StepResult.done(data, tx -> {
            book(tx, context, false);
            life.setHolds(tx, account, data.registration(), List.of());
            registrations.observed(tx, account, data.registration(), found);
            Instant left = left(tx, account, data, found);
            if (left != null) {
                registrations.paidAtMostUntil(tx, account, data.registration(), left);
                renewals.takenBack(tx, account, data.registration(), RenewalPlan.date(left));
            }
        });
    }

    /**
     * Until when it is paid at its registry, which has taken years back. What has expired by that is shown with a year more, which only a
     * restore makes true.
     */
    private @Nullable Instant left(Tx tx, AccountId account, DeletionData data, RegistryDomain found) {
        Instant shown = found.expiresAt();
        DeletionData.Before before = data.before();
        Instant was = before == null ? null : before.expiresAt();
        if (shown == null || before == null || was == null || !before.autoRenewGrace()) {
            return shown;
        }
        Instant deletedAt = deletedAt(tx, data);
        Duration grace =
                Duration.ofDays(catalog.find(data.name()).orElseThrow().grace().renewDays());
        int asked = before.renewGrace()
                ? renewals.yearsAskedFor(tx, account, data.registration(), deletedAt.minus(grace))
                : 0;
        Instant computed = was.atOffset(ZoneOffset.UTC).minusYears(1L + asked).toInstant();
        return computed.isAfter(deletedAt) ? shown : computed;
    }

    private StepResult<DeletionData> gone(StepContext<DeletionData> context, NameState now) {
        AccountId account = context.workflow().account();
        DeletionData data = context.read(tx -> refunds.promised(tx, account, context.data()));
        return StepResult.done(data, tx -> {
            book(tx, context, true);
            refunds.give(tx, account, data);
            endings.end(tx, account, data.registration(), data.name(), "deleted", now);
        });
    }

    private void book(Tx tx, StepContext<DeletionData> context, boolean gone) {
        DeletionData data = context.data();
        DeletionData.Before before = data.before();
        if (before == null) {
            return;
        }
        var workflow = context.workflow();
        AccountId account = workflow.account();
        boolean addGrace = gone && before.addGrace();
        yearsSeen(tx, account, data, before);
        store.insert(tx, account, workflow.id(), data, before, goneBy(tx, data), addGrace);
        credit(tx, account, data, before, addGrace)
                .filter(back -> back.minorUnits() > 0)
                .ifPresent(back ->
                        ledger.credit(tx, account, workflow.id().value(), data.domainName(), data.registryId(), back));
        if (addGrace || before.autoRenewGrace()) {
            registryRenewals.settleSince(tx, account, data.registration(), ownSince(tx, data));
        }
    }

    /** Now where an older version has sent the command. */
    private static Instant deletedAt(Tx tx, DeletionData data) {
        Instant sentAt = data.sentAt();
        return sentAt == null ? tx.businessNow() : sentAt;
    }

    /** At the latest: what is read when a period that begins with a deletion is over must not be read a moment too early. */
    private static Instant goneBy(Tx tx, DeletionData data) {
        Instant latest = deletedAt(tx, data).plus(CARRIED_OUT);
        Instant now = tx.businessNow();
        return latest.isBefore(now) ? latest : now;
    }

    /** A year that its registry has added on this day or later is brought back. */
    private LocalDate ownSince(Tx tx, DeletionData data) {
        return RenewalPlan.date(deletedAt(tx, data))
                .minusDays(catalog.find(data.name()).orElseThrow().grace().autoRenewDays());
    }

    /** Nobody may have read it between its expiry, or the day on which its registry bills a year late, and its deletion. */
    private void yearsSeen(Tx tx, AccountId account, DeletionData data, DeletionData.Before before) {
        Instant shown = before.expiresAt();
        if (shown != null) {
            registrations
                    .findById(tx, account, data.registration())
                    .ifPresent(ours ->
                            years.seen(tx, ours, catalog.find(data.name()).orElseThrow(), shown, deletedAt(tx, data)));
        }
    }

    /**
     * Where the registry did not say what it gives back, it is what it has taken within the grace periods that ran. A year of its own that it
     * bills later it cannot give back, and does not bill any more: what was booked for it when a customer paid comes back as well.
     */
    private Optional<Money> credit(
            Tx tx, AccountId account, DeletionData data, DeletionData.Before before, boolean addGrace) {
        Extension extension = catalog.find(data.name()).orElseThrow();
        Extension.GracePeriods grace = extension.grace();
        LocalDate ownSince = ownSince(tx, data);
        Instant deletedAt = deletedAt(tx, data);
        Instant renewedSince =
                addGrace || before.renewGrace() ? deletedAt.minus(Duration.ofDays(grace.renewDays())) : deletedAt;
        boolean ownYear = addGrace || before.autoRenewGrace();
        boolean later = extension.expiry().billed() == Extension.Expiry.Billed.AT_GRACE_END;
        Optional<Money> told = Optional.ofNullable(data.told()).map(DeletionData.Told::money);
        Stream<Optional<Money>> taken = told.isPresent()
                ? Stream.of(told)
                : Stream.of(
                        store.refundable(tx, account, data.registration(), addGrace, renewedSince),
                        ownYear
                                ? registryRenewals.since(tx, account, data.registration(), ownSince)
                                : Optional.<Money>empty());
        Optional<Money> notBilled = ownYear && later
                ? renewals.notBilled(
                        tx, account, data.registration(), ownSince, told.isPresent() ? deletedAt : renewedSince)
                : Optional.empty();
        return Stream.concat(taken, Stream.of(notBilled))
                .flatMap(Optional::stream)
                .reduce(Money::plus);
    }
}
