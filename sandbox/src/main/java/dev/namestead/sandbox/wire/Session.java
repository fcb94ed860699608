package dev.namestead.sandbox.wire;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppMessage;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.Hello;
import dev.namestead.epp.Login;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.Poll;
import dev.namestead.epp.extension.LoginSec;
import dev.namestead.epp.server.EppServerChannel;
import dev.namestead.epp.server.EppServerChannel.Incoming;
import dev.namestead.epp.transport.Deadline;
import dev.namestead.sandbox.fault.Fault;
import dev.namestead.sandbox.fault.FaultAction;
import dev.namestead.sandbox.fault.FaultTarget;
import dev.namestead.sandbox.registry.Answer;
import dev.namestead.sandbox.registry.Delivery;
import dev.namestead.sandbox.registry.EpochOver;
import dev.namestead.sandbox.registry.Registry;
import dev.namestead.sandbox.registry.Requester;
import dev.namestead.sandbox.storage.JournalException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection from greeting to end, on one thread: frames are answered in their order (RFC 5730 section 2). */
final class Session {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final RegistryServer server;
    private final Registry registry;
    private final EppServerChannel channel;
    private final Deadline login;
    private final LoginDesk desk;

    Session(RegistryServer server, EppServerChannel channel) {
        this.server = server;
        this.registry = server.registry();
        this.channel = channel;
        this.login = Deadline.after(server.limits().toLogin());
        this.desk = new LoginDesk(server, channel.clientCertificate());
    }

    void run() throws IOException {
        try {
            if (!greet()) {
                return;
            }
            boolean more = true;
            while (more) {
                Optional<Incoming> incoming = channel.next(patience());
                more = incoming.isPresent() && answer(incoming.get());
            }
        } finally {
            desk.leave();
        }
    }

    private Duration patience() {
        return desk.isLoggedIn() ? server.limits().idle() : login.remaining();
    }

    /** A fault may meet the connect itself. */
    private boolean greet() throws IOException {
        Optional<Fault> fault =
                server.world().meetFault(FaultTargets.bare(registry.profile().id(), "connect"));
        if (fault.isPresent()) {
            if (fault.get().spec().action() != FaultAction.DELAY) {
                channel.abort();
                return false;
            }
            sleep(delay(fault.get()));
        }
        channel.send(server.greeting());
        return true;
    }

    private boolean answer(Incoming incoming) throws IOException {
        return switch (incoming) {
            case Incoming.Unreadable(EppFormatException reason) -> {
                EppResult result = EppResult.of(reason.resultCode(), String.valueOf(reason.getMessage()));
                yield send(EppResponse.of(result, reason.clTrid(), server.newSvTrid()));
            }
            case Incoming.Message(EppMessage message) -> answer(message);
        };
    }

    private boolean answer(EppMessage message) throws IOException {
        return switch (message) {
            case Hello ignored -> meetHello();
            case EppCommand command -> answer(command);
            case Greeting ignored -> misplaced();
            case EppResponse ignored -> misplaced();
        };
    }

    private boolean misplaced() throws IOException {
        return send(EppResponse.of(EppResult.of(EppResultCode.SYNTAX_ERROR), null, server.newSvTrid()));
    }

    private boolean meetHello() throws IOException {
        Optional<Fault> fault =
                server.world().meetFault(FaultTargets.bare(registry.profile().id(), "hello"));
        if (fault.isPresent() && fault.get().spec().action() != FaultAction.DELAY) {
            channel.abort();
            return false;
        }
        if (fault.isPresent()) {
            sleep(delay(fault.get()));
        }
        channel.send(server.greeting());
        return true;
    }

    private boolean answer(EppCommand command) throws IOException {
        String svTrid = server.newSvTrid();
        FaultTarget target = FaultTargets.of(registry.profile().id(), command.body());
        Optional<Fault> fault = server.world().meetFault(target);
        return fault.isPresent()
                ? new Misbehaviour(this, channel).answer(fault.get(), target, command, svTrid)
                : deliver(execute(command, svTrid), command, svTrid);
    }

    /** The answer, with all that it tells on disk; null where nothing may be said any more. */
    @Nullable
    Answer execute(EppCommand command, String svTrid) {
        return durably(() -> executeByState(command, svTrid));
    }

    /** A poll that shows any message. */
    @Nullable
    Answer executeShuffled(EppCommand command, String svTrid, RandomGenerator lots) {
        return desk.isLoggedIn() && command.body() instanceof Poll.Request
                ? durably(() -> registry.pollAny(requester(command, svTrid), lots))
                : execute(command, svTrid);
    }

    /** An acknowledgement that is taken for granted. */
    @Nullable
    Answer executeRepeated(EppCommand command, String svTrid) {
        return desk.isLoggedIn() && command.body() instanceof Poll.Ack
                ? Answer.of(EppResultCode.SUCCESS)
                : execute(command, svTrid);
    }

    private @Nullable Answer durably(Supplier<Answer> execution) {
        try {
            Answer answer = execution.get();
            registry.awaitDurable();
            return answer;
        } catch (EpochOver e) {
            return null;
        } catch (JournalException e) {
            LOG.error("Registry {} cannot keep its promises", registry.profile().id(), e);
            return Answer.of(EppResultCode.COMMAND_FAILED_CLOSING);
        } catch (RuntimeException e) {
            LOG.error("A command of {} failed", registry.profile().id(), e);
            return Answer.of(EppResultCode.COMMAND_FAILED);
        }
    }

    private Answer executeByState(EppCommand command, String svTrid) {
        if (command.body() instanceof Login asked && !desk.isLoggedIn()) {
            return desk.login(asked, command.extension(LoginSec.Login.class));
        }
        if (!desk.isLoggedIn()) {
            return Answer.of(EppResult.of(EppResultCode.USE_ERROR, "Log in first"));
        }
        if (command.body() instanceof ObjectCommand object && !desk.declaredObject(object.namespace())) {
            return Answer.of(EppResultCode.UNIMPLEMENTED_OBJECT);
        }
        return registry.execute(command, requester(command, svTrid));
    }

    private Requester requester(EppCommand command, String svTrid) {
        return desk.requester(command.clTrid(), svTrid);
    }

    /** A registry that commits after its answer was given up for lost. */
    void executeLater(EppCommand command, String svTrid, Duration delay) {
        if (!desk.isLoggedIn()) {
            return;
        }
        Requester requester = requester(command, svTrid);
        Thread.ofVirtual().name(Thread.currentThread().getName() + "-late").start(() -> {
            sleep(delay);
            try {
                registry.execute(command, requester);
                registry.awaitDurable();
            } catch (EpochOver | JournalException e) {
                LOG.debug(
                        "A late commit of {} came too late", registry.profile().id(), e);
            }
        });
    }

    /** True when the session goes on. */
    boolean deliver(@Nullable Answer answer, EppCommand command, String svTrid) throws IOException {
        if (answer == null) {
            channel.abort();
            return false;
        }
        return switch (answer.delivery()) {
            case Delivery.Sent ignored -> send(answer.response(command.clTrid(), svTrid));
            case Delivery.Late(Duration delay) -> {
                sleep(delay);
                yield send(answer.response(command.clTrid(), svTrid));
            }
            case Delivery.Lost ignored -> {
                channel.abort();
                yield false;
            }
        };
    }

    boolean send(EppResponse response) throws IOException {
        channel.send(response);
        return !response.endsSession();
    }

    private static Duration delay(Fault fault) {
        Long millis = fault.spec().millis();
        return Duration.ofMillis(millis == null ? 0 : millis);
    }

    static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
