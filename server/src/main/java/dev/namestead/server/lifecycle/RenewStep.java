package dev.namestead.server.lifecycle;

import static dev.namestead.server.registration.RegistryAnswers.AWAITING;
import static dev.namestead.server.registration.RegistryAnswers.REGISTRY;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Money;
import dev.namestead.server.billing.PaymentProvider;
import dev.namestead.server.database.Tx;
import dev.namestead.server.registration.Attempts;
import dev.namestead.server.registration.PaymentSteps;
import dev.namestead.server.registration.RegistrationError;
import dev.namestead.server.registration.RegistrationStore;
import dev.namestead.server.registration.RegistryAnswers;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.Intent.State;
import dev.namestead.server.registry.IntentStore;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Pending;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.registry.RenewDomain;
import dev.namestead.server.registry.RenewDomain.Renewed;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Renews at the registry: cannot be taken back, and must not be done twice. Every attempt is an intent, committed before its command
 * leaves, and names the date that was pinned when the renewal was priced, so that the registry itself refuses the second of two.
 *
 * <pre>
 *   info shows                     meaning
 *   the target or later            done, whoever has done it: nothing is sent
 *   the date that was pinned       not done yet: the same renewal is sent (again)
 *   another date, another holder,  cannot be done any more: what is sent is refused, and that refusal decides, once no
 *   no such object                 earlier attempt can be under way
 *   nothing                        asked again later
 * </pre>
 */
final class RenewStep<D extends Renewing<D>> {
    static final String COMMAND = "domain:renew";
    /** A registry that takes its time tells by a message; this is for a message that is lost. */
    private static final Duration LOOK = Duration.ofHours(1);

    private final Registries registries;
    private final IntentStore intents;
    private final Ledger ledger;
    private final PaymentSteps<D> payments;
    private final OwnYears ownYears;
    private final Duration commandDeadline;
    private final RegistrationStore store = new RegistrationStore();
    private final RegistryRenewalStore registryRenewals = new RegistryRenewalStore();

    RenewStep(
            Registries registries,
            IntentStore intents,
            Ledger ledger,
            PaymentSteps<D> payments,
            OwnYears ownYears,
            Duration commandDeadline) {
        this.registries = registries;
        this.intents = intents;
        this.ledger = ledger;
        this.payments = payments;
        this.ownYears = ownYears;
        this.commandDeadline = commandDeadline;
    }

    /** Where years are booked that a registry has added by itself, so that they are known when it gives them back. */
    @FunctionalInterface
    interface OwnYears {
        /** @param to the date that it shows, less what was asked for since */
        void seen(Tx tx, AccountId account, UUID registration, Instant to);
    }

    /** One run of the step: what it began with, and what it knows. */
    private record Run<D extends Renewing<D>>(StepContext<D> context, Registry registry, Attempts attempts, D data) {
        Run<D> with(D known) {
            return new Run<>(context, registry, attempts, known);
        }

        RenewalPlan plan() {
            return data().pinned();
        }

        UUID workflow() {
            return context.workflow().id().value();
        }
    }

    StepResult<D> run(StepContext<D> context) {
        Run<D> run = new Run<>(
                context,
                registries.find(context.data().registryId()).orElseThrow(),
                Attempts.of(context, intents, COMMAND),
                context.data());
        boolean toSend = run.plan().years() > 0 && run.attempts().none();
        return toSend ? send(run) : read(run);
    }

    /** While nothing is in doubt the money must be good right before the command, however long it took to get here. */
    private StepResult<D> send(Run<D> run) {
        if (run.attempts().inDoubt()) {
            return command(run);
        }
        return switch (payments.ask(run.context())) {
            case PaymentProvider.Declined(String message) -> PaymentSteps.declined(message);
            case PaymentProvider.Unknown(String cause) -> StepResult.retry("payment_provider", cause);
            case PaymentProvider.Done _ -> command(run);
        };
    }

    private StepResult<D> command(Run<D> run) {
        D data = run.data();
        String clTrid = Ids.clTrid();
        // Whoever reads the intent counts on this: that it does not leave later than a lease after it was written.
        BooleanSupplier mayAct = run.context().mayActFor(run.context().leaseDuration());
        run.context().inTransaction(tx -> {
            intents.open(tx, clTrid, run.workflow(), data.registryId(), COMMAND, data.domainName(), null);
            return clTrid;
        });
        RenewDomain command = new RenewDomain(
                clTrid, data.name(), run.plan().currentExpiry(), run.plan().years(), data.renewalFee());
        return judge(run, clTrid, run.registry().renew(command, mayAct::getAsBoolean));
    }

    private StepResult<D> judge(Run<D> run, String clTrid, RegistryAnswer<Renewed> answer) {
        return switch (answer) {
            case Completed<Renewed>(Renewed(Instant expiresAt), String svTrid)
            when expiresAt != null && run.plan().reachedBy(expiresAt) -> done(run, clTrid, svTrid, expiresAt);
            case Completed<Renewed>(Renewed _, String svTrid) -> {
                // Done, with a date that only info can tell.
                write(run, clTrid, State.UNKNOWN, svTrid);
                yield StepResult.retry(REGISTRY, "renewed without saying until when");
            }
            case Pending<Renewed>(String svTrid) -> {
                write(run, clTrid, State.PENDING, svTrid);
                yield awaiting();
            }
            case Refused<Renewed>(RefusedFor reason, int _, String message) -> {
                write(run, clTrid, State.REFUSED, null);
                yield refused(run, reason, message);
            }
            case NotSent<Renewed> notSent -> {
                write(run, clTrid, State.NOT_SENT, null);
                yield RegistryAnswers.again(notSent);
            }
            case RegistryAnswer.Later<Renewed> later -> {
                write(run, clTrid, State.REFUSED, null);
                yield RegistryAnswers.again(later);
            }
            case RegistryAnswer.Unknown<Renewed> unknown -> {
                write(run, clTrid, State.UNKNOWN, null);
                yield RegistryAnswers.again(unknown);
            }
        };
    }

    /** A refusal of our own decides, unless the registry shows the renewal or an earlier attempt may still arrive. */
    private StepResult<D> refused(Run<D> run, RefusedFor reason, String message) {
        return switch (run.registry().info(run.data().name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _)
            when found.ours() && reached(run, found) -> found(run, found);
            case Refused<RegistryDomain> _
            when reason != RefusedFor.OBJECT_DOES_NOT_EXIST && reason != RefusedFor.NOT_AUTHORIZED ->
                StepResult.retry(REGISTRY, "refused (" + message + "), and info does not know the name");
            case Completed<RegistryDomain> _, Refused<RegistryDomain> _ -> {
                if (run.attempts().underWay(commandDeadline)) {
                    yield StepResult.retry(
                            REGISTRY, "refused (" + message + "), but an earlier attempt may be under way");
                }
                yield reason == RefusedFor.FEE
                        ? priceChanged(run.data())
                        : RegistryAnswers.rejected("Registry rejected the renewal request: " + message);
            }
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private StepResult<D> read(Run<D> run) {
        return switch (run.registry().info(run.data().name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _) -> found(run, found);
            case Refused<RegistryDomain> _ -> notDone(run);
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private boolean reached(Run<D> run, RegistryDomain found) {
        Instant expiresAt = found.expiresAt();
        return expiresAt != null && run.plan().reachedBy(expiresAt);
    }

    private StepResult<D> found(Run<D> run, RegistryDomain found) {
        Instant expiresAt = found.expiresAt();
        if (found.ours() && expiresAt == null) {
            return StepResult.retry(REGISTRY, "info without a date of expiry");
        }
        if (found.ours() && expiresAt != null && run.plan().reachedBy(expiresAt)) {
            return done(
                    addedByItself(run, found) ? accepting(run) : run,
                    run.attempts().latestClTrid(),
                    null,
                    expiresAt);
        }
        return found.pendingRenew() ? awaiting() : notDone(run);
    }

    /**
     * Its registry has added the year while our command was not there: it is accepted like any other that it adds. A year that we have asked
     * for shows {@code renewPeriod}, or has come before the old one was over.
     */
    private static <D extends Renewing<D>> boolean addedByItself(Run<D> run, RegistryDomain found) {
        return run.plan().years() == 1
                && run.data().years() == 1
                && !run.attempts().pending()
                && found.rgpStatuses().contains("autoRenewPeriod")
                && !found.rgpStatuses().contains("renewPeriod")
                && !run.context().read(Tx::businessNow).isBefore(run.data().paidUntil());
    }

    private static <D extends Renewing<D>> Run<D> accepting(Run<D> run) {
        RenewalPlan plan = run.plan();
        return run.with(run.data().planned(new RenewalPlan(plan.currentExpiry(), 0, plan.target()), null));
    }

    private StepResult<D> notDone(Run<D> run) {
        if (run.attempts().pending()) {
            // Accepted and not done: only the registry's message tells whether it was refused.
            return run.attempts().refusedAfterReview()
                    ? RegistryAnswers.rejected("Registry rejected the renewal request after review.")
                    : awaiting();
        }
        return run.plan().years() > 0
                ? send(run)
                : RegistryAnswers.rejected("Registry rejected the renewal request: it has taken its year back.");
    }

    private StepResult<D> awaiting() {
        return new StepResult.Blocked<>(REGISTRY, AWAITING, LOOK);
    }

    static <D extends Renewing<D>> StepResult<D> priceChanged(D data) {
        return RegistryAnswers.failed(
                RegistrationError.PRICE_CHANGED,
                "The registry's price of " + data.domainName() + " has risen. Nothing was bought.");
    }

    private StepResult<D> done(Run<D> run, String clTrid, @Nullable String svTrid, Instant expiresAt) {
        D data = run.data();
        var account = run.context().workflow().account();
        return StepResult.done(data, tx -> {
            if (!clTrid.isEmpty()) {
                intents.settle(tx, clTrid, State.COMPLETED, svTrid);
            }
            Instant paidUntil = run.plan().paidUntil(expiresAt);
            if (run.plan().years() < data.years()) {
                ownYears.seen(
                        tx,
                        account,
                        data.registration(),
                        paidUntil
                                .atOffset(ZoneOffset.UTC)
                                .minusYears(run.plan().years())
                                .toInstant());
            }
            store.renewed(tx, account, data.registration(), expiresAt, paidUntil);
            String part = data.renewalPart();
            ledger.post(tx, account, run.workflow(), part);
            // What the registry has charged for years of its own is booked already.
            Money booked = registryRenewals
                    .open(tx, account, data.registration())
                    .filter(_ -> run.plan().years() < data.years())
                    .orElseGet(() -> data.renewalCost().times(0));
            registryRenewals.settle(tx, account, data.registration());
            Money rest = booked.compareTo(data.renewalCost()) < 0
                    ? data.renewalCost().minus(booked)
                    : data.renewalCost().times(0);
            ledger.cost(tx, account, run.workflow(), part, data.domainName(), data.registryId(), rest);
        });
    }

    private void write(Run<D> run, String clTrid, State state, @Nullable String svTrid) {
        run.context().inTransaction(tx -> {
            intents.settle(tx, clTrid, state, svTrid);
            return state;
        });
    }
}
