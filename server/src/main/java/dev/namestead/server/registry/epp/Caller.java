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
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
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

    Caller(RegistrySettings settings, SessionPool pool, TokenBucket rate) {
        this.registryId = settings.id();
        this.pool = pool;
        this.deadlines = settings.deadlines();
        this.rate = rate;
        this.subProducts = new SubProducts(settings.subProducts());
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
        RegistryAnswer<T> first = ask(asked, command, Ids.clTrid(), reading, deadline, Fence.OPEN);
        return mayAskAgain(first) && !deadline.isOver()
                ? ask(asked, command, Ids.clTrid(), reading, deadline, Fence.OPEN)
                : first;
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
                        return judge(asked, session, answer, reading);
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
            LOG.warn("registry {}: no answer to {} {}: {}", registryId, asked, clTrid, e.getMessage());
            if (e.getCause() instanceof ProtocolException) {
                pool.notUnderstood(String.valueOf(e.getMessage()));
            }
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
            Asked asked, EppSession session, EppSession.Answer answered, FrameReading<T> reading) {
        EppResponse answer = answered.response();
        ResultTable meaning = ResultTable.of(answer.code(), asked);
        return meaning == ResultTable.DONE
                ? reading.of(answer, answered.xml())
                : notDone(meaning, session, answer.code(), answer);
    }

    private static <T> RegistryAnswer<T> notDone(
            ResultTable meaning, EppSession session, int code, EppResponse answer) {
        String message = Messages.of(answer);
        return switch (meaning) {
            case DONE -> throw new IllegalArgumentException("what is done has a value");
            case PENDING -> new Pending<>(answer.svTrid());
            case SESSION -> {
                session.close();
                yield new Later<>(false, FORGOTTEN, message);
            }
            case DEPOSIT -> new Later<>(true, code, message);
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
