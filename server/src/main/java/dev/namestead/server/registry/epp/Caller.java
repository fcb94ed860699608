package dev.namestead.server.registry.epp;

import dev.namestead.epp.CommandBody;
import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.client.NoAnswerException;
import dev.namestead.epp.client.NotSentException;
import dev.namestead.epp.transport.Deadline;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Later;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Pending;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryAnswer.Unknown;
import dev.namestead.server.registry.epp.RegistrySettings.Deadlines;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a command to a registry and turns what happens into an answer of the port. A query is given again
 * once where its connection broke; a transform never, unless nothing of it has left.
 */
final class Caller {

    private static final Logger LOG = LoggerFactory.getLogger(Caller.class);

    /** Command use error: stands for any answer that says that the login is forgotten. */
    private static final int FORGOTTEN = 2002;

    private final String registryId;
    private final SessionPool pool;
    private final Deadlines deadlines;
    private final TokenBucket rate;
    private final SubProducts subProducts;
    private final DepositAlarm depositAlarm;
    /** Of queries: a transform's is its intent's. */
    private final Supplier<String> clTrids = Ids.clTrids();
    /** How many queries may be on their way in one session. */
    private final int pipelined;

    Caller(RegistrySettings settings, SessionPool pool, TokenBucket rate) {
        this.registryId = settings.id();
        this.pool = pool;
        this.deadlines = settings.deadlines();
        this.rate = rate;
        this.subProducts = new SubProducts(settings.subProducts());
        this.depositAlarm = new DepositAlarm(settings.id());
        this.pipelined = settings.pipelined();
    }

    /** Makes the command when the session is known, for what may be said depends on it. */
    @FunctionalInterface
    interface Command {
        EppCommand in(EppSession session, String clTrid);

        static Command of(CommandBody body) {
            return (session, clTrid) -> EppCommand.of(body, clTrid);
        }
    }

    /** What a success means. */
    @FunctionalInterface
    interface Reading<T> {
        RegistryAnswer<T> of(EppResponse answer);
    }

    /** The same for who needs the frame too, as it came. */
    @FunctionalInterface
    interface FrameReading<T> {
        RegistryAnswer<T> of(EppResponse answer, byte[] xml);
    }

    <T> RegistryAnswer<T> query(Asked asked, Command command, Reading<T> reading) {
        return query(asked, command, reading, longest());
    }

    <T> RegistryAnswer<T> query(Asked asked, Command command, Reading<T> reading, Deadline deadline) {
        return query(asked, command, (answer, _) -> reading.of(answer), deadline);
    }

    <T> RegistryAnswer<T> queryWithFrame(Asked asked, Command command, FrameReading<T> reading) {
        return query(asked, command, reading, longest());
    }

    private <T> RegistryAnswer<T> query(Asked asked, Command command, FrameReading<T> reading, Deadline deadline) {
        RegistryAnswer<T> first = ask(asked, command, clTrids.get(), reading, deadline, Fence.OPEN);
        return mayAskAgain(first) && !deadline.isOver()
                ? ask(asked, command, clTrids.get(), reading, deadline, Fence.OPEN)
                : first;
    }

    /** One of several questions, and what a success means. */
    record Question<T>(Command command, Reading<T> reading) {}

    /**
     * The answers in the order of the questions, of which several are on their way at once where the registry takes that. Each is one command
     * with its own name and outcome. Fewer answers than questions where none could be sent any more.
     */
    <T> List<RegistryAnswer<T>> queryAll(Asked asked, List<Question<T>> questions, Deadline deadline) {
        List<RegistryAnswer<T>> answers = new ArrayList<>(questions.size());
        int most = pipelined;
        while (answers.size() < questions.size() && (answers.isEmpty() || !(answers.getLast() instanceof NotSent))) {
            List<Question<T>> left = questions.subList(answers.size(), questions.size());
            // Those that would have to wait for the rate are not on their way together: the registry counts what comes
            // at once.
            int together = rate.takeSome(Math.min(most, left.size()));
            List<RegistryAnswer<T>> found =
                    together == 0 ? List.of() : askTogether(asked, left.subList(0, together), deadline);
            if (found.isEmpty()) {
                // It may not like several at a time after all.
                most = together == 0 ? most : 1;
                Question<T> first = left.getFirst();
                found = List.of(query(asked, first.command(), first.reading(), deadline));
            }
            answers.addAll(found);
        }
        return answers;
    }

    /** Up to the first that has to be asked again, alone; none where one was left without an answer. */
    private <T> List<RegistryAnswer<T>> askTogether(Asked asked, List<Question<T>> questions, Deadline deadline) {
        List<EppCommand> commands = new ArrayList<>();
        try (SessionPool.Lent lent = pool.borrow(deadline)) {
            EppSession session = lent.session();
            questions.forEach(each ->
                    commands.add(subProducts.named(each.command().in(session, clTrids.get()), session)));
            long startedAt = System.nanoTime();
            List<EppResponse> responses =
                    session.requestAll(commands, shorter(deadlines.query(), deadline.remaining()));
            Duration roundTrip = Duration.ofNanos(System.nanoTime() - startedAt);
            for (int i = 0; i < commands.size(); i++) {
                pool.understood(commands.get(i), responses.get(i).code(), roundTrip);
            }
            return judgeAll(asked, session, questions, responses);
        } catch (NotSentException e) {
            return List.of();
        } catch (NoAnswerException e) {
            commands.forEach(pool::unanswered);
            lost(commands.size() + " of " + asked, e);
            return List.of();
        }
    }

    private <T> List<RegistryAnswer<T>> judgeAll(
            Asked asked, EppSession session, List<Question<T>> questions, List<EppResponse> responses) {
        List<RegistryAnswer<T>> answers = new ArrayList<>();
        for (int i = 0; i < responses.size(); i++) {
            EppResponse response = responses.get(i);
            Reading<T> reading = questions.get(i).reading();
            RegistryAnswer<T> answer = judge(asked, session, response, () -> reading.of(response));
            if (mayAskAgain(answer)) {
                break;
            }
            answers.add(answer);
        }
        return answers;
    }

    private void lost(String what, NoAnswerException failure) {
        LOG.warn("registry {}: no answer to {}: {}", registryId, what, failure.getMessage());
        if (failure.getCause() instanceof ProtocolException) {
            pool.notUnderstood(String.valueOf(failure.getMessage()));
        }
    }

    /** The connection broke, or the registry forgot who we are; asking changes nothing. */
    private static boolean mayAskAgain(RegistryAnswer<?> answer) {
        return switch (answer) {
            case Unknown<?> _ -> true;
            case Later<?>(boolean _, int code, String _) -> code == FORGOTTEN;
            default -> false;
        };
    }

    /** @param start by when a session must be had; the command's own time begins then */
    <T> RegistryAnswer<T> transform(
            Asked asked, Command command, String clTrid, Reading<T> reading, Deadline start, Fence fence) {
        return ask(asked, command, clTrid, (answer, _) -> reading.of(answer), start, fence);
    }

    /** Names that may stand in one command together. */
    Collection<List<DomainName>> apart(List<DomainName> names) {
        return subProducts.apart(names);
    }

    private Deadline longest() {
        return Deadline.after(deadlines.session().plus(deadlines.query()));
    }

    /** By when a session must be had for a transform. */
    Deadline start() {
        return Deadline.after(deadlines.session());
    }

    private <T> RegistryAnswer<T> ask(
            Asked asked, Command command, String clTrid, FrameReading<T> reading, Deadline start, Fence fence) {
        try {
            while (true) {
                rate.take(start);
                try (SessionPool.Lent lent = pool.borrow(start)) {
                    EppSession session = lent.session();
                    EppCommand made = subProducts.named(command.in(session, clTrid), session);
                    Duration limit =
                            asked.transforms() ? deadlines.transform() : shorter(deadlines.query(), start.remaining());
                    try {
                        EppSession.Answer answer = exchange(session, made, limit, fence);
                        return judge(
                                asked, session, answer.response(), () -> reading.of(answer.response(), answer.xml()));
                    } catch (NotSentException e) {
                        // A session that had ended unnoticed is no reason: another one may stand.
                        if (session.isUsable() || start.isOver()) {
                            throw e;
                        }
                    }
                }
            }
        } catch (NotSentException e) {
            return new NotSent<>(String.valueOf(e.getMessage()));
        } catch (NoAnswerException e) {
            lost(asked + " " + clTrid, e);
            return new Unknown<>(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            // A text that XML cannot carry: no registry would take it.
            return new Refused<>(RefusedFor.POLICY, 2005, String.valueOf(e.getMessage()));
        }
    }

    private EppSession.Answer exchange(EppSession session, EppCommand command, Duration limit, Fence fence)
            throws NotSentException, NoAnswerException {
        long startedAt = System.nanoTime();
        try {
            EppSession.Answer answer = session.exchange(command, limit, fence::mayWrite);
            int code = answer.response().code();
            pool.understood(command, code, Duration.ofNanos(System.nanoTime() - startedAt));
            return answer;
        } catch (NoAnswerException e) {
            pool.unanswered(command);
            throw e;
        }
    }

    private <T> RegistryAnswer<T> judge(
            Asked asked, EppSession session, EppResponse answer, Supplier<RegistryAnswer<T>> success) {
        ResultTable meaning = ResultTable.of(answer.code(), asked);
        return meaning == ResultTable.DONE ? success.get() : notDone(meaning, session, answer.code(), answer);
    }

    private <T> RegistryAnswer<T> notDone(ResultTable meaning, EppSession session, int code, EppResponse answer) {
        String message = Messages.of(answer);
        return switch (meaning) {
            case DONE -> throw new IllegalArgumentException("what is done has a value");
            case PENDING -> new Pending<>(answer.svTrid());
            case SESSION -> {
                session.close();
                yield new Later<>(false, FORGOTTEN, message);
            }
            case DEPOSIT -> {
                depositAlarm.refused(code, message);
                yield new Later<>(true, code, message);
            }
            case LATER -> new Later<>(false, code, message);
            case UNKNOWN -> new Unknown<>(code + " " + message);
            case STATUS -> new Refused<>(RefusedFor.STATUS_PROHIBITS, code, message);
            case RIGHTS -> new Refused<>(RefusedFor.NOT_AUTHORIZED, code, message);
            case EXISTS -> new Refused<>(RefusedFor.OBJECT_EXISTS, code, message);
            case ABSENT -> new Refused<>(RefusedFor.OBJECT_DOES_NOT_EXIST, code, message);
            case LINKED -> new Refused<>(RefusedFor.ASSOCIATION_PROHIBITS, code, message);
            // The last three only in a context, of which the asker knows more.
            case POLICY, SINGLES, FEE, NO_OBJECTS -> new Refused<>(RefusedFor.POLICY, code, message);
        };
    }

    /** The value of another answer's success, in an answer of another type where it is none. */
    static <A, B> RegistryAnswer<B> then(RegistryAnswer<A> answer, Function<A, RegistryAnswer<B>> next) {
        return switch (answer) {
            case RegistryAnswer.Completed<A> completed -> next.apply(completed.value());
            case Pending<A>(String svTrid) -> new Pending<>(svTrid);
            case Refused<A>(RefusedFor reason, int code, String message) -> new Refused<>(reason, code, message);
            case NotSent<A>(String cause) -> new NotSent<>(cause);
            case Later<A>(boolean deposit, int code, String message) -> new Later<>(deposit, code, message);
            case Unknown<A>(String cause) -> new Unknown<>(cause);
        };
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
