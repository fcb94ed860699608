package dev.namestead.epp.client;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.Login;
import dev.namestead.epp.client.NoSessionException.Reason;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.transport.Deadline;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.Watchdog;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** Opens sessions with one registry. Has no state of its own and may be shared. */
public final class EppClient {

    private final EppEndpoint endpoint;
    private final EppCodec codec;
    private final Watchdog watchdog;
    private final FrameListener listener;
    private final Supplier<String> clTrids;

    /**
     * A client of which every part is chosen.
     *
     * @param clTrids makes names of transactions that are unique for ever, for the logins
     */
    public EppClient(
            EppEndpoint endpoint, EppCodec codec, Watchdog watchdog, FrameListener listener, Supplier<String> clTrids) {
        this.endpoint = endpoint;
        this.codec = codec;
        this.watchdog = watchdog;
        this.listener = listener;
        this.clTrids = clTrids;
    }

    /** A client that speaks all that this library knows, shows its frames to nobody and draws the names of its logins. */
    public static EppClient of(EppEndpoint endpoint, Watchdog watchdog) {
        return new EppClient(endpoint, EppCodec.standard(), watchdog, FrameListener.NONE, ClTrids.random(""));
    }

    /** Connects, reads the greeting and logs in with what both sides know, all in that time. */
    public EppSession open(EppCredentials credentials, Duration total) throws NoSessionException {
        return open(credentials, total, () -> true);
    }

    /**
     * The same, for who may lose the right to a session while it lives.
     *
     * @param standing whether the session may be used still: asked right before each write, the login's included
     */
    public EppSession open(EppCredentials credentials, Duration total, BooleanSupplier standing)
            throws NoSessionException {
        Deadline deadline = Deadline.after(total);
        Exchange.Opened opened = connect(deadline);
        try {
            Greeting greeting = greeting(opened.greeting());
            EppCommand command = LoginNegotiation.login(credentials, greeting, clTrids.get());
            var session = new EppSession(codec, opened.exchange(), greeting, (Login) command.body(), standing);
            EppResponse answer = session.request(command, deadline.remaining());
            if (!answer.isSuccess()) {
                throw new NoSessionException(answer);
            }
            session.loggedIn(answer);
            return session;
        } catch (NoSessionException e) {
            opened.exchange().close();
            throw e;
        } catch (NotSentException | NoAnswerException | RuntimeException e) {
            opened.exchange().close();
            throw new NoSessionException(
                    deadline.isOver() ? Reason.TIMEOUT : Reason.PROTOCOL,
                    "no login at " + endpoint + ": " + e.getMessage(),
                    e);
        }
    }

    /** Says goodbye, for who will not use the session again; what goes wrong on the way does not matter. */
    public void leave(EppSession session, Duration total) {
        session.logout(clTrids.get(), total);
    }

    private Exchange.Opened connect(Deadline deadline) throws NoSessionException {
        EppSocket socket;
        try {
            socket = EppSocket.open(endpoint, watchdog, deadline);
        } catch (IOException e) {
            throw new NoSessionException(
                    reason(e, deadline), "no connection to " + endpoint + ": " + e.getMessage(), e);
        }
        try {
            return Exchange.open(socket, watchdog, listener, endpoint.maxFrameBytes(), deadline);
        } catch (NoAnswerException e) {
            socket.close();
            throw new NoSessionException(
                    deadline.isOver() ? Reason.TIMEOUT : Reason.CLOSED_BEFORE_GREETING,
                    "no greeting from " + endpoint + ": " + e.getMessage()
                            + "; is our address on the registry's list, and our certificate the one that it knows?",
                    e);
        }
    }

    /** A handshake that just ends is a closing door; one that fails is a matter of certificates. */
    private static Reason reason(IOException e, Deadline deadline) {
        if (deadline.isOver() || e instanceof SocketTimeoutException) {
            return Reason.TIMEOUT;
        }
        boolean ended = e instanceof EOFException
                || e.getCause() instanceof EOFException
                || e instanceof SocketException && !(e instanceof ConnectException);
        if (ended) {
            return Reason.CLOSED_BEFORE_GREETING;
        }
        return e instanceof SSLException ? Reason.TLS : Reason.UNREACHABLE;
    }

    private Greeting greeting(byte[] xml) throws NoSessionException {
        try {
            if (codec.decode(xml) instanceof Greeting greeting) {
                return greeting;
            }
            throw new NoSessionException(Reason.PROTOCOL, "the first frame of " + endpoint + " is no greeting", null);
        } catch (EppFormatException e) {
            throw new NoSessionException(
                    Reason.PROTOCOL, "the greeting of " + endpoint + " cannot be read: " + e.getMessage(), e);
        }
    }
}
