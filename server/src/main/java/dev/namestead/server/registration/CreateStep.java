package dev.namestead.server.registration;

import static dev.namestead.server.registration.RegistryAnswers.AWAITING;
import static dev.namestead.server.registration.RegistryAnswers.REGISTRY;
import static dev.namestead.server.registration.RegistryAnswers.failed;

import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.PaymentProvider;
import dev.namestead.server.database.Tx;
import dev.namestead.server.registry.CreateDomain;
import dev.namestead.server.registry.CreateDomain.Created;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.Intent;
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
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Registers the name: the one step that cannot be taken back, and must not be done twice or be forgotten.
 *
 * <p>Each attempt is an intent, committed before its command leaves. While any attempt is in doubt the registry is read first:
 *
 * <pre>
 *   info says                      meaning
 *   ours, with the intent's secret done, or still pending at the registry
 *   another's                      lost: whatever of ours is under way can only be answered 2302
 *   no such object                 no proof, for a commit may be late: the same create is sent again, and only its
 *                                  refusal decides, once no earlier attempt can be under way any more
 *   nothing                        asked again later
 * </pre>
 */
final class CreateStep {
    static final String COMMAND = "domain:create";
    /** A registry that takes its time is looked at ever more seldom, between these: its message wakes us anyway. */
    private static final Duration LOOK_SOONEST = Duration.ofMinutes(5);

    private static final Duration LOOK_LATEST = Duration.ofDays(1);
    /** Clocks of registries differ from ours by less than this. */
    private static final Duration CLOCKS = Duration.ofMinutes(10);

    private final Registries registries;
    private final IntentStore intents;
    private final Ledger ledger;
    private final PaymentSteps<RegistrationData> payments;
    private final Duration commandDeadline;
    private final RegistrationStore store = new RegistrationStore();

    CreateStep(
            Registries registries,
            IntentStore intents,
            Ledger ledger,
            PaymentSteps<RegistrationData> payments,
            Duration commandDeadline) {
        this.registries = registries;
        this.intents = intents;
        this.ledger = ledger;
        this.payments = payments;
        this.commandDeadline = commandDeadline;
    }

    StepResult<RegistrationData> run(StepContext<RegistrationData> context) {
        Run run = new Run(
                context,
                registries.find(context.data().registryId()).orElseThrow(),
                Attempts.of(context, intents, COMMAND));
        if (run.attempts().inDoubt()) {
            return read(run, true);
        }
        // Nothing of ours is under way: the money must be good right before the create, however long it took to get
        // here.
        return switch (payments.ask(context)) {
            case PaymentProvider.Declined(String message) -> PaymentSteps.declined(message);
            case PaymentProvider.Unknown(String cause) -> StepResult.retry("payment_provider", cause);
            case PaymentProvider.Done _ -> send(run);
        };
    }

    /** One run of the step: what it began with. */
    private record Run(StepContext<RegistrationData> context, Registry registry, Attempts attempts) {
        RegistrationData data() {
            return context.data();
        }

        UUID workflow() {
            return context.workflow().id().value();
        }
    }

    private StepResult<RegistrationData> send(Run run) {
        String authInfo = run.attempts().authInfo().orElseGet(Ids::authInfo);
        String clTrid = Ids.clTrid();
        RegistrationData data = run.data();
        // Whoever reads the intent counts on this: that it does not leave later than a lease after it was written.
        BooleanSupplier mayAct = run.context().mayActFor(run.context().leaseDuration());
        run.context().inTransaction(tx -> {
            intents.open(tx, clTrid, run.workflow(), data.registryId(), COMMAND, data.domainName(), authInfo);
            return clTrid;
        });
        CreateDomain command = new CreateDomain(
                clTrid,
                data.name(),
                data.years(),
                data.contactIds(),
                data.nameServers(),
                authInfo,
                data.feeTold() ? data.cost() : null);
        return judge(run, command, run.registry().create(command, mayAct::getAsBoolean));
    }

    private StepResult<RegistrationData> judge(Run run, CreateDomain command, RegistryAnswer<Created> answer) {
        return switch (answer) {
            case Completed<Created>(Created created, String svTrid) ->
                done(run, command.clTrid(), svTrid, created.createdAt(), created.expiresAt());
            case Pending<Created>(String svTrid) -> {
                write(run, command.clTrid(), State.PENDING, svTrid);
                yield awaiting(run);
            }
            case Refused<Created>(RefusedFor reason, int _, String message) -> {
                // What exists may be ours, made by this very command if it was carried out twice: in doubt until it is
                // read.
                State state = reason == RefusedFor.OBJECT_EXISTS ? State.UNKNOWN : State.REFUSED;
                write(run, command.clTrid(), state, null);
                yield refused(run, reason, message, command.authInfo());
            }
            case NotSent<Created> notSent -> {
                write(run, command.clTrid(), State.NOT_SENT, null);
                yield RegistryAnswers.again(notSent);
            }
            case RegistryAnswer.Later<Created> later -> {
                write(run, command.clTrid(), State.REFUSED, null);
                yield RegistryAnswers.again(later);
            }
            case RegistryAnswer.Unknown<Created> unknown -> {
                write(run, command.clTrid(), State.UNKNOWN, null);
                yield RegistryAnswers.again(unknown);
            }
        };
    }

    private StepResult<RegistrationData> awaiting(Run run) {
        Duration waited = run.context()
                .read(tx -> store.find(
                                tx,
                                run.context().workflow().account(),
                                run.data().name())
                        .map(registration -> Duration.between(registration.createdAt(), tx.businessNow()))
                        .orElse(Duration.ZERO));
        Duration pause = waited.dividedBy(4);
        pause = pause.compareTo(LOOK_SOONEST) < 0 ? LOOK_SOONEST : pause;
        return new StepResult.Blocked<>(REGISTRY, AWAITING, pause.compareTo(LOOK_LATEST) > 0 ? LOOK_LATEST : pause);
    }

    private StepResult<RegistrationData> refused(Run run, RefusedFor reason, String message, String authInfo) {
        if (reason == RefusedFor.OBJECT_EXISTS) {
            return read(run.attempts().authInfo().isPresent() ? run : withSecret(run, authInfo), false);
        }
        if (run.attempts().underWay(commandDeadline)) {
            return StepResult.retry(REGISTRY, "refused (" + message + "), but an earlier attempt may be under way");
        }
        return reason == RefusedFor.FEE
                ? failed(
                        RegistrationError.PRICE_CHANGED,
                        "The registry's price of " + run.data().domainName() + " has risen. Nothing was bought.")
                : RegistryAnswers.rejected("Registry rejected the registration request: " + message);
    }

    private Run withSecret(Run run, String authInfo) {
        return new Run(
                run.context(),
                run.registry(),
                new Attempts(
                        List.of(new Intent(
                                "",
                                run.workflow(),
                                run.registry().id(),
                                COMMAND,
                                "",
                                authInfo,
                                State.REFUSED,
                                null,
                                Duration.ZERO)),
                        run.context().leaseDuration()));
    }

    /** @param maySend whether the create may be sent again where there is no such object */
    private StepResult<RegistrationData> read(Run run, boolean maySend) {
        return switch (run.registry().info(run.data().name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _) -> found(run, found);
            case Refused<RegistryDomain>(RefusedFor reason, int _, String _)
            when reason == RefusedFor.OBJECT_DOES_NOT_EXIST -> absent(run, maySend);
            case Refused<RegistryDomain>(RefusedFor reason, int _, String _)
            when reason == RefusedFor.NOT_AUTHORIZED -> unavailable(run);
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private StepResult<RegistrationData> found(Run run, RegistryDomain found) {
        if (!found.ours() || !made(run, found)) {
            return unavailable(run);
        }
        if (found.pendingCreate()) {
            return awaiting(run);
        }
        Instant createdAt = found.createdAt();
        if (createdAt == null) {
            return StepResult.retry(REGISTRY, "info without a date of creation");
        }
        return done(run, run.attempts().latestClTrid(), null, createdAt, found.expiresAt());
    }

    /** Whether the object came from one of this workflow's attempts: by its secret, else by its contact, else by its age. */
    private boolean made(Run run, RegistryDomain found) {
        Optional<String> secret = run.attempts().authInfo();
        if (found.authInfo() != null && secret.isPresent()) {
            return found.authInfo().equals(secret.get());
        }
        String contactId = run.data().contactIds().get(ContactRole.REGISTRANT);
        if (contactId != null && found.registrant() != null) {
            return found.registrant().equals(contactId);
        }
        Instant createdAt = found.createdAt();
        Duration oldest = run.attempts().oldestAge();
        Instant now = run.context().read(Tx::businessNow);
        return createdAt != null && createdAt.isAfter(now.minus(oldest).minus(CLOCKS));
    }

    private StepResult<RegistrationData> absent(Run run, boolean maySend) {
        if (run.attempts().pending()) {
            // Accepted and not there: only the registry's message tells whether it was refused.
            return run.attempts().refusedAfterReview()
                    ? RegistryAnswers.rejected("Registry rejected the registration request after review.")
                    : awaiting(run);
        }
        return maySend ? send(run) : StepResult.retry(REGISTRY, "the name exists, and info does not know it");
    }

    private StepResult<RegistrationData> unavailable(Run run) {
        return failed(RegistrationError.DOMAIN_UNAVAILABLE, run.data().domainName() + " is not available.");
    }

    private StepResult<RegistrationData> done(
            Run run, String clTrid, @Nullable String svTrid, Instant createdAt, @Nullable Instant expiresAt) {
        RegistrationData data = run.data().withDates(createdAt, expiresAt);
        var account = run.context().workflow().account();
        UUID workflow = run.workflow();
        return StepResult.done(data, tx -> {
            if (!clTrid.isEmpty()) {
                intents.settle(tx, clTrid, State.COMPLETED, svTrid);
            }
            intents.forgetSecrets(tx, workflow);
            store.registered(tx, account, data.registration(), createdAt, expiresAt, data.contactIds());
            ledger.post(tx, account, workflow);
            ledger.cost(tx, account, workflow, data.domainName(), data.registryId(), data.cost());
        });
    }

    private void write(Run run, String clTrid, State state, @Nullable String svTrid) {
        run.context().inTransaction(tx -> {
            intents.settle(tx, clTrid, state, svTrid);
            return state;
        });
    }
}
