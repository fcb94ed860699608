package dev.namestead.server.lifecycle;

import static dev.namestead.server.registration.RegistryAnswers.REGISTRY;

import dev.namestead.server.billing.Money;
import dev.namestead.server.database.Tx;
import dev.namestead.server.registration.Attempts;
import dev.namestead.server.registration.RegistryAnswers;
import dev.namestead.server.registry.DeleteDomain;
import dev.namestead.server.registry.DeleteDomain.Deleted;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.Intent.State;
import dev.namestead.server.registry.IntentStore;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.workflow.StepContext;
import dev.namestead.server.workflow.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Deletes at the registry: cannot be taken back, only restored for money. Every attempt is an intent, committed before its command leaves. A
 * deletion that comes late would hit whoever has registered the name since, so there is never more than one under way:
 *
 * <pre>
 *   info shows                     meaning
 *   deleted, or no such object     done, whoever has done it: nothing is sent
 *   the name as it was             not done: sent, but again only when no earlier attempt can arrive any more, and with what it shows now,
 *                                  for a grace period may have ended since
 *   another holder                 done, if an attempt of ours is in doubt; else nothing to delete
 *   nothing                        asked again later
 * </pre>
 */
final class DeleteStep {
    static final String REJECTED = "Registry rejected the deletion request: ";
    static final String COMMAND = "domain:delete";

    /** So long ago (business time) the name may have been read before its deletion is sent. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final Registries registries;
    private final IntentStore intents;
    private final BeforeDeletion before;
    private final Duration commandDeadline;

    DeleteStep(Registries registries, IntentStore intents, BeforeDeletion before, Duration commandDeadline) {
        this.registries = registries;
        this.intents = intents;
        this.before = before;
        this.commandDeadline = commandDeadline;
    }

    /** One run of the step: what it began with, and what it knows. */
    private record Run(StepContext<DeletionData> context, Registry registry, Attempts attempts, DeletionData data) {
        Run with(DeletionData known) {
            return new Run(context, registry, attempts, known);
        }

        Instant now() {
            return context.read(Tx::businessNow);
        }

        UUID workflow() {
            return context.workflow().id().value();
        }
    }

    StepResult<DeletionData> run(StepContext<DeletionData> context) {
        Run run = new Run(
                context,
                registries.find(context.data().registryId()).orElseThrow(),
                Attempts.of(context, intents, COMMAND),
                context.data());
        return run.attempts().none() && readJustNow(run) ? send(run) : read(run);
    }

    private static boolean readJustNow(Run run) {
        DeletionData.Before before = run.data().before();
        Instant readAt = before == null ? null : before.readAt();
        return readAt != null && run.now().isBefore(readAt.plus(FRESH));
    }

    private StepResult<DeletionData> read(Run run) {
        return switch (run.registry().info(run.data().name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _) -> found(run, found);
            case Refused<RegistryDomain>(RefusedFor reason, int _, String _)
            when reason == RefusedFor.OBJECT_DOES_NOT_EXIST ->
                done(run, run.attempts().latestClTrid(), null, null);
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    private StepResult<DeletionData> found(Run run, RegistryDomain found) {
        if (!found.ours()) {
            return run.attempts().inDoubt()
                    ? done(run, run.attempts().latestClTrid(), null, null)
                    : RegistryAnswers.rejected(REJECTED + "the name is not held by us any more.");
        }
        if (found.deleted()) {
            return done(run, run.attempts().latestClTrid(), null, null);
        }
        return run.attempts().underWay(commandDeadline)
                ? StepResult.retry(REGISTRY, "not deleted, but an earlier attempt may be under way")
                : send(run.with(run.data().with(before.of(found, run.now()))));
    }

    private StepResult<DeletionData> send(Run read) {
        DeletionData data = read.data().sent(read.now());
        Run run = read.with(data);
        String clTrid = Ids.clTrid();
        // Whoever reads the intent counts on this: that it does not leave later than a lease after it was written.
        BooleanSupplier mayAct = run.context().mayActFor(run.context().leaseDuration());
        run.context().inTransaction(tx -> {
            intents.open(tx, clTrid, run.workflow(), data.registryId(), COMMAND, data.domainName(), null);
            run.context().keep(tx, data);
            return clTrid;
        });
        DeleteDomain command = new DeleteDomain(clTrid, data.name());
        return judge(run, clTrid, run.registry().delete(command, mayAct::getAsBoolean));
    }

    private StepResult<DeletionData> judge(Run run, String clTrid, RegistryAnswer<Deleted> answer) {
        return switch (answer) {
            case Completed<Deleted>(Deleted(Money credit), String svTrid) -> done(run, clTrid, svTrid, credit);
            case Refused<Deleted>(RefusedFor _, int _, String message) -> {
                write(run, clTrid, State.REFUSED);
                yield refused(run, clTrid, message);
            }
            case RegistryAnswer.NotSent<Deleted> notSent -> {
                write(run, clTrid, State.NOT_SENT);
                yield RegistryAnswers.again(notSent);
            }
            case RegistryAnswer.Later<Deleted> later -> {
                write(run, clTrid, State.REFUSED);
                yield RegistryAnswers.again(later);
            }
            case RegistryAnswer<Deleted> unknown -> {
                write(run, clTrid, State.UNKNOWN);
                yield RegistryAnswers.again(unknown);
            }
        };
    }

    /** A command that was carried out twice is refused the second time: what is there tells. */
    private StepResult<DeletionData> refused(Run run, String clTrid, String message) {
        return switch (run.registry().info(run.data().name())) {
            case Completed<RegistryDomain>(RegistryDomain found, var _) ->
                found.ours() && found.deleted()
                        ? done(run, clTrid, null, null)
                        : RegistryAnswers.rejected(REJECTED + message);
            case Refused<RegistryDomain>(RefusedFor reason, int _, String _)
            when reason == RefusedFor.OBJECT_DOES_NOT_EXIST -> done(run, clTrid, null, null);
            case RegistryAnswer<RegistryDomain> undecided -> RegistryAnswers.again(undecided);
        };
    }

    /** @param told what the registry says that it gives back */
    private StepResult<DeletionData> done(Run run, String clTrid, @Nullable String svTrid, @Nullable Money told) {
        DeletionData data = told == null ? run.data() : run.data().withTold(told);
        return StepResult.done(data, tx -> {
            if (!clTrid.isEmpty()) {
                intents.settle(tx, clTrid, State.COMPLETED, svTrid);
            }
        });
    }

    private void write(Run run, String clTrid, State state) {
        run.context().inTransaction(tx -> {
            intents.settle(tx, clTrid, state, null);
            return state;
        });
    }
}
