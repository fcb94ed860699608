package dev.namestead.server.registry.epp;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.client.NoAnswerException;
import dev.namestead.epp.client.NoSessionException;
import dev.namestead.epp.client.NotSentException;
import dev.namestead.epp.transport.Deadline;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.epp.RegistrySettings.Deadlines;
import dev.namestead.server.registry.epp.RegistrySettings.Sessions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions with one registry, and its bulkhead: whoever waits here holds up nobody at another
 * registry. Never more sessions than allowed, for one is opened only by who holds a place and found none
 * at rest. The one used last is used first, so that surplus ones rest for long and are closed.
 */
final class SessionPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionPool.class);
    private static final Duration GOODBYE = Duration.ofSeconds(2);
    private static final Duration GREETING = Duration.ofSeconds(5);

    private final String registryId;
    private final Opener opener;
    private final Sessions limits;
    private final Deadlines deadlines;
    private final Circuit circuit;
    private final LoginGate gate;
    private final SessionRight right;
    private final Runnable onShrunk;
    private final Gauge gauge;
    private final Places places = new Places();
    private final ConcurrentLinkedDeque<Resting> resting = new ConcurrentLinkedDeque<>();
    private final ReentrantLock unproven = new ReentrantLock();
    private volatile boolean proven;
    private volatile boolean closed;

    /** Opens a session in that time, which may be used as long as it stands. */
    @FunctionalInterface
    interface Opener {
        /** @throws NotSentException if for reasons of our own no login was tried */
        EppSession open(Duration total, BooleanSupplier standing) throws NoSessionException, NotSentException;
    }

    /** A session that nobody uses, and since when: a hello does not count as use. */
    private record Resting(EppSession session, long sinceNanos) {
        Duration rest() {
            return Duration.ofNanos(System.nanoTime() - sinceNanos);
        }
    }

    /** The pool of a node that shares the registry with nobody. */
    SessionPool(RegistrySettings settings, Opener opener, Circuit circuit) {
        this(settings, opener, circuit, LoginGate.UNSHARED, SessionRight.UNSHARED, () -> {}, Gauge.NONE);
        allow(limits.max());
    }

    /**
     * A pool that may have no session yet, see {@link #allow}.
     *
     * @param onShrunk told when a session was closed because there were too many
     * @param gauge told of logins and of all commands
     */
    SessionPool(
            RegistrySettings settings,
            Opener opener,
            Circuit circuit,
            LoginGate gate,
            SessionRight right,
            Runnable onShrunk,
            Gauge gauge) {
        this.registryId = settings.id();
        this.opener = opener;
        this.limits = settings.sessions();
        this.deadlines = settings.deadlines();
        this.circuit = circuit;
        this.gate = gate;
        this.right = right;
        this.onShrunk = onShrunk;
        this.gauge = gauge;
    }

    /** How many sessions there may be from now on. Those too many are closed: at rest at once, in use when they are given back. */
    void allow(int most) {
        places.allow(most);
        while (places.beginToRetire()) {
            Resting coldest = resting.pollLast();
            if (coldest != null) {
                dismiss(coldest.session());
            }
            places.retired();
        }
    }

    /** The most sessions that there can be at this moment. */
    int places() {
        return places.total();
    }

    private void releasePlace() {
        if (!places.giveBack()) {
            onShrunk.run();
        }
    }

    /** A session that is in nobody else's hands until it is given back. */
    final class Lent implements AutoCloseable {
        private final EppSession session;

        private Lent(EppSession session) {
            this.session = session;
        }

        EppSession session() {
            return session;
        }

        /** Gives it back, to be used again if it still can be. */
        @Override
        public void close() {
            if (closed || !isFit(session) || places.tooMany()) {
                dismiss(session);
            } else {
                resting.push(new Resting(session, System.nanoTime()));
            }
            releasePlace();
        }
    }

    /**
     * A session, at rest or opened.
     *
     * @throws NotSentException if there is none by the deadline, the circuit is open, or too many wait
     */
    Lent borrow(Deadline deadline) throws NotSentException {
        takePlace(deadline);
        boolean lent = false;
        try {
            EppSession session = atRest();
            Lent result = new Lent(session == null ? open(deadline) : session);
            lent = true;
            return result;
        } finally {
            if (!lent) {
                releasePlace();
            }
        }
    }

    private void takePlace(Deadline deadline) throws NotSentException {
        if (places.waiting() >= limits.maxWaiting()) {
            throw new NotSentException("too many commands wait for a session with " + registryId);
        }
        try {
            if (!places.take(deadline.remaining())) {
                throw new NotSentException("all sessions with " + registryId + " were busy until the deadline");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSentException("interrupted", e);
        }
    }

    private @Nullable EppSession atRest() {
        for (Resting found = resting.poll(); found != null; found = resting.poll()) {
            EppSession session = found.session();
            // A command into a connection that died in silence would be in doubt; a hello is not.
            boolean quiet = session.idle().compareTo(limits.helloAfter()) > 0;
            if (isFit(session) && (!quiet || greets(session))) {
                return session;
            }
            dismiss(session);
        }
        return null;
    }

    private boolean greets(EppSession session) {
        try {
            session.hello(shorter(deadlines.query(), GREETING));
            return true;
        } catch (NotSentException | NoAnswerException e) {
            return false;
        }
    }

    /**
     * Until a login has succeeded they are tried one after the other, so that who waits finds the circuit open: a wrong
     * password is tried once and not once for each session.
     */
    private EppSession open(Deadline deadline) throws NotSentException {
        if (proven) {
            return openIfAllowed(deadline);
        }
        takeTurn(deadline);
        try {
            return openIfAllowed(deadline);
        } finally {
            unproven.unlock();
        }
    }

    private void takeTurn(Deadline deadline) throws NotSentException {
        try {
            if (!unproven.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new NotSentException("another login at " + registryId + " took until the deadline");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSentException("interrupted", e);
        }
    }

    private EppSession openIfAllowed(Deadline deadline) throws NotSentException {
        if (closed) {
            throw new NotSentException("the registrar is stopping");
        }
        Optional<String> refused = circuit.refuse();
        if (refused.isPresent()) {
            throw new NotSentException(refused.get());
        }
        Optional<String> shut = gate.refuse();
        if (shut.isPresent()) {
            circuit.notTried();
            throw new NotSentException(shut.get());
        }
        long startedAt = System.nanoTime();
        try {
            EppSession session = opener.open(shorter(deadline.remaining(), deadlines.session()), right.forSession());
            gauge.loggedIn(Duration.ofNanos(System.nanoTime() - startedAt));
            proven = true;
            circuit.succeeded();
            gate.succeeded();
            return session;
        } catch (NoSessionException e) {
            gauge.notLoggedIn(e, Duration.ofNanos(System.nanoTime() - startedAt));
            tell(e);
            throw new NotSentException(String.valueOf(e.getMessage()), e);
        } catch (NotSentException e) {
            circuit.notTried();
            throw e;
        } catch (RuntimeException e) {
            circuit.failed("the login could not be tried");
            throw e;
        }
    }

    private void tell(NoSessionException failure) {
        proven = false;
        String why = String.valueOf(failure.getMessage());
        boolean refused = failure.refusal()
                .filter(answer -> ResultTable.of(answer.code(), Asked.LOGIN) == ResultTable.RIGHTS)
                .isPresent();
        if (refused) {
            LOG.error("ALARM registry {} refuses our login: {}", registryId, why);
            circuit.refused(why);
            gate.refused(why);
        } else {
            LOG.warn("no session with registry {}: {}", registryId, why);
            circuit.failed(why);
        }
    }

    private boolean isFit(EppSession session) {
        return session.isUsable()
                && session.age().compareTo(limits.maxAge()) < 0
                && session.commandCount() < limits.maxCommands();
    }

    /** While our place is still held: the registry counts the session until it is gone. */
    private static void dismiss(EppSession session) {
        if (session.isUsable()) {
            session.logout(Ids.clTrid(), GOODBYE);
        } else {
            session.close();
        }
    }

    /** The answer to a command made sense. */
    void understood(EppCommand command, int code, Duration roundTrip) {
        gauge.answered(command, code, roundTrip);
        circuit.sense();
    }

    /** None came. */
    void unanswered(EppCommand command) {
        gauge.unanswered(command);
    }

    /** It did not make sense, and the session is over. */
    void notUnderstood(String why) {
        circuit.nonsense(why);
    }

    /** Opens a session and lets it rest, as far as a place is free and the circuit lets one pass; what goes wrong the circuit is told. */
    void openOne() {
        if (!places.takeNow()) {
            return;
        }
        try {
            EppSession session = open(Deadline.after(deadlines.session()));
            resting.push(new Resting(session, System.nanoTime()));
        } catch (NotSentException | RuntimeException stillAway) {
            LOG.debug("registry {} is not back yet: {}", registryId, stillAway.getMessage());
        } finally {
            releasePlace();
        }
    }

    /** Closes what has rested for long and greets what is to be kept. To be called every few seconds. */
    void tend() {
        for (Resting each : resting) {
            boolean surplus = each.rest().compareTo(limits.idle()) > 0 || !isFit(each.session());
            boolean quiet = each.session().idle().compareTo(limits.helloAfter()) > 0;
            if ((surplus || quiet) && places.takeNow()) {
                try {
                    tend(each, surplus);
                } finally {
                    releasePlace();
                }
            }
        }
    }

    private void tend(Resting each, boolean surplus) {
        if (!resting.remove(each)) {
            return;
        }
        if (!surplus && greets(each.session())) {
            resting.offerLast(each);
        } else {
            dismiss(each.session());
        }
    }

    /** Closes what rests and may not be used any more. */
    void sweep() {
        for (Resting each : resting) {
            if (!each.session().isUsable() && resting.remove(each)) {
                dismiss(each.session());
            }
        }
    }

    /** Whether nobody has a session of this pool in hands. */
    boolean isIdle() {
        return places.allFree();
    }

    int restingCount() {
        return resting.size();
    }

    /** Places in somebody's hands, with a session or on the way to one. */
    int busy() {
        return places.taken();
    }

    /** Commands that wait for a session. */
    int waiting() {
        return places.waiting();
    }

    @Override
    public void close() {
        closed = true;
        for (Resting each = resting.poll(); each != null; each = resting.poll()) {
            dismiss(each.session());
        }
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
