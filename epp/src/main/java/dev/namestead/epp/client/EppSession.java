package dev.namestead.epp.client;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppMessage;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.Hello;
import dev.namestead.epp.Login;
import dev.namestead.epp.Logout;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.extension.LoginSec;
import dev.namestead.epp.transport.Deadline;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * A session that is logged in (RFC 5730 section 2.2). Each request has one total deadline, after which
 * the session is closed. May be shared by threads, which then wait for their turn.
 */
public final class EppSession implements AutoCloseable {

    private static final BooleanSupplier NO_FENCE = () -> true;

    private final EppCodec codec;
    private final Exchange exchange;
    private final Greeting greeting;
    private final Login login;
    private final BooleanSupplier standing;
    private final long openedAtNanos = System.nanoTime();
    private final AtomicLong lastUsedNanos = new AtomicLong(System.nanoTime());
    private final AtomicInteger commands = new AtomicInteger();
    private volatile List<LoginSec.Event> loginEvents = List.of();

    EppSession(EppCodec codec, Exchange exchange, Greeting greeting, Login login, BooleanSupplier standing) {
        this.codec = codec;
        this.exchange = exchange;
        this.greeting = greeting;
        this.login = login;
        this.standing = standing;
    }

    void loggedIn(EppResponse answer) {
        loginEvents =
                answer.extension(LoginSec.Data.class).map(LoginSec.Data::events).orElse(List.of());
    }

    /** What the registry had to say about our password, certificate or cipher (RFC 8807). */
    public List<LoginSec.Event> loginEvents() {
        return loginEvents;
    }

    /** What the registry said on connect. */
    public Greeting greeting() {
        return greeting;
    }

    /** True where the login agreed on that object or extension. */
    public boolean supports(String uri) {
        return login.objUris().contains(uri) || login.extUris().contains(uri);
    }

    /** False once anything went wrong, the registry said that it ends the session, or the right to it is over. */
    public boolean isUsable() {
        return exchange.isUsable() && standing.getAsBoolean();
    }

    /** Since it was opened. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - openedAtNanos);
    }

    /** Since the last answer, hellos included. */
    public Duration idle() {
        return Duration.ofNanos(System.nanoTime() - lastUsedNanos.get());
    }

    /** Commands so far, the login included. */
    public int commandCount() {
        return commands.get();
    }

    /** As {@link #exchange}, without a fence. */
    public EppResponse request(EppCommand command, Duration total) throws NotSentException, NoAnswerException {
        return request(command, total, NO_FENCE);
    }

    /** As {@link #exchange}, for who needs only what the answer means. */
    public EppResponse request(EppCommand command, Duration total, BooleanSupplier fence)
            throws NotSentException, NoAnswerException {
        return exchange(command, total, fence).response();
    }

    /**
     * An answer and the frame that it came in.
     *
     * @param xml as it came, secrets and all: to be shown only by {@link dev.namestead.epp.codec.FrameMask}
     */
    public record Answer(EppResponse response, byte[] xml) {}

    /**
     * Sends a command and waits for its answer.
     *
     * @param total how long all of it may take
     * @param fence asked right before the first byte of a command that transforms; where it says no, the
     *     command is not sent. A stale worker is stopped here and not only at its database.
     * @throws NotSentException if nothing has left
     * @throws NoAnswerException if it has left and what became of it is unknown; the session is closed
     * @throws IllegalArgumentException if the command cannot be written as XML
     */
    public Answer exchange(EppCommand command, Duration total, BooleanSupplier fence)
            throws NotSentException, NoAnswerException {
        if (command.clTrid() == null) {
            throw new IllegalArgumentException("a client's command needs a clTRID");
        }
        byte[] xml = send(command, total, command.body().transforms() ? fence : NO_FENCE);
        return new Answer(answerTo(command, xml), xml);
    }

    /**
     * Sends XML that somebody else wrote and waits for the answer: for people who try something out. Whether it changes
     * something, and whether the answer is to it, is theirs to know.
     */
    public Answer exchangeXml(byte[] xml, Duration total) throws NotSentException, NoAnswerException {
        byte[] answer = exchange.exchange(xml, Deadline.after(total), standing);
        commands.incrementAndGet();
        lastUsedNanos.set(System.nanoTime());
        if (!(decode(answer) instanceof EppResponse response)) {
            throw broken("the answer is no response");
        }
        if (response.endsSession()) {
            exchange.close();
        }
        return new Answer(response, answer);
    }

    /**
     * Sends queries one right after the other and waits for their answers together, which saves the way to and fro
     * (RFC 5734 section 3). Commands that transform are not pipelined: one that fails would leave the next in doubt.
     *
     * @param total how long all of them may take
     * @return the answers in the order of the commands
     * @throws NoAnswerException if one of them is missing; the session is closed
     */
    public List<EppResponse> requestAll(List<EppCommand> queries, Duration total)
            throws NotSentException, NoAnswerException {
        List<byte[]> frames = new ArrayList<>();
        for (EppCommand query : queries) {
            if (query.clTrid() == null || query.body().transforms()) {
                throw new IllegalArgumentException("only queries with a clTRID can be pipelined");
            }
            frames.add(codec.encode(query));
        }
        List<byte[]> answers = exchange.pipeline(frames, Deadline.after(total), standing);
        commands.addAndGet(answers.size());
        lastUsedNanos.set(System.nanoTime());
        List<EppResponse> responses = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            responses.add(answerTo(queries.get(i), answers.get(i)));
        }
        return responses;
    }

    private EppResponse answerTo(EppCommand command, byte[] xml) throws NoAnswerException {
        if (!(decode(xml) instanceof EppResponse response)) {
            throw broken("the answer is no response");
        }
        if (!isAnswerTo(command, response)) {
            throw broken("the answer is to another command");
        }
        if (response.endsSession()) {
            exchange.close();
        }
        return response;
    }

    /** A server that could not read the command cannot repeat its name; a success must. */
    private static boolean isAnswerTo(EppCommand command, EppResponse response) {
        String clTrid = response.clTrid();
        return clTrid == null ? !response.isSuccess() : clTrid.equals(command.clTrid());
    }

    /** Keeps the session awake, and reads the greeting anew. */
    public Greeting hello(Duration total) throws NotSentException, NoAnswerException {
        if (decode(send(new Hello(), total, NO_FENCE)) instanceof Greeting fresh) {
            return fresh;
        }
        throw broken("the answer to a hello is no greeting");
    }

    /** Says goodbye and closes; what goes wrong on the way does not matter. */
    public void logout(String clTrid, Duration total) {
        try (this) {
            request(EppCommand.of(new Logout(), clTrid), total);
        } catch (NotSentException | NoAnswerException e) {
            // The session is over either way.
        }
    }

    private byte[] send(EppMessage message, Duration total, BooleanSupplier fence)
            throws NotSentException, NoAnswerException {
        byte[] xml = codec.encode(message);
        byte[] answer = exchange.exchange(xml, Deadline.after(total), () -> stands() && fence.getAsBoolean());
        commands.incrementAndGet();
        lastUsedNanos.set(System.nanoTime());
        return answer;
    }

    /** A session whose right is over is closed, and says nothing any more. */
    private boolean stands() {
        boolean stands = standing.getAsBoolean();
        if (!stands) {
            exchange.close();
        }
        return stands;
    }

    private EppMessage decode(byte[] xml) throws NoAnswerException {
        try {
            return codec.decode(xml);
        } catch (EppFormatException e) {
            throw broken("the answer cannot be read: " + e.getMessage());
        }
    }

    private NoAnswerException broken(String why) {
        var cause = new ProtocolException(why);
        exchange.fail(cause);
        return new NoAnswerException(why, cause);
    }

    /** Closes without a goodbye. */
    @Override
    public void close() {
        exchange.close();
    }
}
