package dev.namestead.server.lifecycle;

import static dev.namestead.server.registration.RegistryAnswers.AWAITING;
import static dev.namestead.server.registration.RegistryAnswers.REGISTRY;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.database.Tx;
import dev.namestead.server.lifecycle.DeletionStore.Deletion;
import dev.namestead.server.registration.Attempts;
import dev.namestead.server.registration.Registration;
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
import dev.namestead.server.registry.RegistryAnswer.Done;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.registry.RestoreDomain;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restores at the registry: cannot be taken back. Every attempt is an intent, committed before its command leaves. A request that comes late
 * would buy back a name that was deleted again since, so there is never more than one under way:
 *
 * <pre>
 *   info shows                     meaning
 *   the name without deletion      done, if a request of ours may have done it; else there is nothing to restore
 *   pendingRestore                 asked for: the report on it is sent, as often as it is not there
 *   redemptionPeriod               not asked for: sent, but again only when no earlier request can arrive any more
 *   pending delete, another        cannot be done any more, once no request can be under way
 *   holder, no such object
 *   nothing                        asked again later
 * </pre>
 */
final class RestoreStep {
    static final String REJECTED = "Registry rejected the restore request: ";
    private static final Logger LOG = LoggerFactory.getLogger(RestoreStep.class);
    static final String REQUEST = "domain:restore";
    private static final String REPORT = "domain:restore-report";
    /** A registry that takes its time tells by a message; this is for a message that is lost. */
    private static final Duration LOOK = Duration.ofHours(1);

    private final Registries registries;
    private final IntentStore intents;
    private final Ledger ledger;
    private final Duration commandDeadline;
    private final DeletionStore deletions = new DeletionStore();
    private final RegistrationStore registrations = new RegistrationStore();

    RestoreStep(Registries registries, IntentStore intents, Ledger ledger, Duration commandDeadline) {
        this.registries = registries;
        this.intents = intents;
        this.ledger = ledger;
        this.commandDeadline = commandDeadline;
    }

    /** One look at the registry: what was tried before it. */
    private record Run(StepContext<RestoreData> context, Registry registry, Attempts requests, Attempts reports) {
        RestoreData data() {
            return context.data();
        }

        AccountId account() {
            return context.workflow().account();
        }

        boolean requested() {
            return requests.intents().stream().anyMatch(request -> request.state() == State.COMPLETED);
        }

        boolean reported() {
            return reports.intents().stream().anyMatch(report -> report.state() == State.COMPLETED);
        }
    }

    StepResult<RestoreData> run(StepContext<RestoreData> context) {
        Run run = new Run(
                context,
                registries.find(context.data().registryId()).orElseThrow(),
                Attempts.of(context, intents, REQUEST),
                Attempts.of(context, intents, REPORT));
        return switch (run.registry().info(run.data().name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _) -> found(run, found);
            case Refused<RegistryDomain>(RefusedFor reason, int _, String _)
            when reason == RefusedFor.OBJECT_DOES_NOT_EXIST -> tooLate(run, "the name is gone.");
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private StepResult<RestoreData> found(Run run, RegistryDomain found) {
        if (!found.ours()) {
            return tooLate(run, "the name is not held by us.");
        }
        if (!found.deleted()) {
            return run.requested() || run.requests().inDoubt()
                    ? done(run, found)
                    : RegistryAnswers.rejected(REJECTED + "the name is not deleted any more.");
        }
        if (found.pendingRestore()) {
            return pendingRestore(run);
        }
        boolean beyond = !found.rgpStatuses().isEmpty() && !found.inRedemption();
        return beyond ? tooLate(run, "the redemption period is over.") : redeemable(run);
    }

    private StepResult<RestoreData> redeemable(Run run) {
        if (run.requests().pending() && run.requests().refusedAfterReview()) {
            return RegistryAnswers.rejected(REJECTED + "it was refused after review.");
        }
        if (run.requests().pending()) {
            return awaiting();
        }
        if (run.reports().none() && run.requested()) {
            return awaiting();
        }
        if (run.requested()) {
            LOG.error(
                    "ALARM the restore of {} was paid and fell back into redemption",
                    run.data().name());
            return awaiting();
        }
        return run.requests().underWay(commandDeadline)
                ? StepResult.retry(REGISTRY, "not restored, but an earlier request may be under way")
                : request(run);
    }

    private StepResult<RestoreData> pendingRestore(Run run) {
        return run.reported() ? awaiting() : report(run);
    }

    private StepResult<RestoreData> tooLate(Run run, String why) {
        if (run.requested()) {
            LOG.error("ALARM the restore of {} was paid, and {}", run.data().name(), why);
        }
        return run.requests().underWay(commandDeadline)
                ? StepResult.retry(REGISTRY, "an earlier request may be under way, and " + why)
                : RegistryAnswers.rejected(REJECTED + why);
    }

    private StepResult<RestoreData> request(Run run) {
        return send(
                run,
                REQUEST,
                clTrid -> new RestoreDomain.Request(
                        clTrid, run.data().name(), run.data().restoreFee()),
                this::requestRefused);
    }

    private StepResult<RestoreData> requestRefused(Run run, Refused<Done> refused) {
        return switch (run.registry().info(run.data().name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _)
            when found.ours() && (!found.deleted() || found.pendingRestore()) -> run(run.context());
            case Completed<RegistryDomain> _, Refused<RegistryDomain> _ ->
                refused.reason() == RefusedFor.FEE
                        ? RestorePriceStep.priceChanged(run.data())
                        : RegistryAnswers.rejected(REJECTED + refused.message());
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private StepResult<RestoreData> report(Run run) {
        Registration registration = run.context()
                .read(tx -> registrations.findById(tx, run.account(), run.data().registration()))
                .orElseThrow();
        Deletion deletion = run.context()
                .read(tx -> deletions.present(tx, run.account(), run.data().registration()))
                .orElseGet(() -> Deletion.byRegistry(registration));
        Instant now = run.context().read(Tx::businessNow);
        return send(
                run,
                REPORT,
                clTrid -> RestoreReports.of(clTrid, registration, deletion.nameServers(), deletion.deletedAt(), now),
                this::reportRefused);
    }

    /** The restore is paid: a report that the registry does not like is for an operator, as long as there is time. */
    private StepResult<RestoreData> reportRefused(Run run, Refused<Done> refused) {
        if (run.registry().info(run.data().name()) instanceof Completed<RegistryDomain>(RegistryDomain found, var _)
                && !found.pendingRestore()) {
            return run(run.context());
        }
        LOG.error(
                "ALARM registry {} refuses the report on the restore of {}: {} {}",
                run.registry().id(),
                run.data().name(),
                refused.code(),
                refused.message());
        return awaiting();
    }

    /** What a refusal means. */
    @FunctionalInterface
    private interface OnRefusal {
        StepResult<RestoreData> judge(Run run, Refused<Done> refused);
    }

    private StepResult<RestoreData> send(
            Run run, String what, Function<String, RestoreDomain> command, OnRefusal onRefusal) {
        String clTrid = Ids.clTrid();
        UUID workflow = run.context().workflow().id().value();
        RestoreData data = run.data();
        // Whoever reads the intent counts on this: that it does not leave later than a lease after it was written.
        var mayAct = run.context().mayActFor(run.context().leaseDuration());
        run.context().inTransaction(tx -> {
            intents.open(tx, clTrid, workflow, data.registryId(), what, data.domainName(), null);
            return clTrid;
        });
        RegistryAnswer<Done> answer = run.registry().restore(command.apply(clTrid), mayAct::getAsBoolean);
        return switch (answer) {
            case Completed<Done>(var _, String svTrid) -> {
                write(run, clTrid, State.COMPLETED, svTrid);
                // Whether it is restored now or waits for a report the registry shows.
                yield run(run.context());
            }
            case RegistryAnswer.Pending<Done>(String svTrid) -> {
                write(run, clTrid, State.PENDING, svTrid);
                yield run(run.context());
            }
            case Refused<Done> refused -> {
                // A request that was carried out twice is refused the second time: in doubt until the name is read.
                boolean twice = refused.reason() == RefusedFor.STATUS_PROHIBITS;
                write(run, clTrid, twice ? State.UNKNOWN : State.REFUSED, null);
                yield onRefusal.judge(run, refused);
            }
            case RegistryAnswer.NotSent<Done> notSent -> {
                write(run, clTrid, State.NOT_SENT, null);
                yield RegistryAnswers.again(notSent);
            }
            case RegistryAnswer.Later<Done> later -> {
                write(run, clTrid, State.REFUSED, null);
                yield RegistryAnswers.again(later);
            }
            case RegistryAnswer.Unknown<Done> unknown -> {
                write(run, clTrid, State.UNKNOWN, null);
                yield RegistryAnswers.again(unknown);
            }
        };
    }

    private static StepResult<RestoreData> awaiting() {
        return new StepResult.Blocked<>(REGISTRY, AWAITING, LOOK);
    }

    private StepResult<RestoreData> done(Run run, RegistryDomain found) {
        RestoreData data = run.data();
        UUID workflow = run.context().workflow().id().value();
        String request = run.requests().latestClTrid();
        return StepResult.done(data, tx -> {
            if (!request.isEmpty()) {
                intents.settle(tx, request, State.COMPLETED, null);
            }
            registrations.observed(tx, run.account(), data.registration(), found);
            ledger.post(tx, run.account(), workflow, RestoreData.RESTORE);
            ledger.cost(
                    tx,
                    run.account(),
                    workflow,
                    RestoreData.RESTORE,
                    data.domainName(),
                    data.registryId(),
                    data.restoreCost());
        });
    }

    private void write(Run run, String clTrid, State state, @Nullable String svTrid) {
        run.context().inTransaction(tx -> {
            intents.settle(tx, clTrid, state, svTrid);
            return state;
        });
    }
}
