package dev.namestead.epp.testing;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.Hello;
import dev.namestead.epp.Login;
import dev.namestead.epp.Logout;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.server.EppListener;
import dev.namestead.epp.server.EppServerChannel;
import dev.namestead.epp.server.EppServerChannel.Incoming;
import dev.namestead.epp.transport.TlsMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The smallest server that the server's half of the codec makes; what it does with commands is the test's. */
public final class LoopbackRegistry implements AutoCloseable {

    public static final Greeting GREETING = Greeting.of(
            "Loopback registry",
            Instant.parse("2026-11-21T10:15:30Z"),
            List.of(EppNamespace.DOMAIN, EppNamespace.HOST),
            List.of(EppNamespace.FEE));

    public final List<EppCommand> received = new CopyOnWriteArrayList<>();
    private final EppListener listener;
    /** All that our client writes, and what our codec answers. */
    private final FrameJudge judge = new FrameJudge(_ -> true);

    /** What is done with a command other than login and logout. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(EppServerChannel channel, EppCommand command) throws IOException;
    }

    /** Answers 1000 to everything. */
    public static final Behaviour OBLIGING = (channel, command) -> channel.send(answer(command, EppResultCode.SUCCESS));

    public LoopbackRegistry(TlsMaterial tls, Behaviour behaviour) throws Exception {
        this(tls, false, channel -> channel.send(GREETING), behaviour);
    }

    /** One that comes back to a port. */
    public static LoopbackRegistry at(int port, TlsMaterial tls, Behaviour behaviour) throws Exception {
        return new LoopbackRegistry(port, tls, false, channel -> channel.send(GREETING), behaviour);
    }

    public LoopbackRegistry(
            TlsMaterial tls, boolean clientCertificates, EppListener.Handler welcome, Behaviour behaviour)
            throws Exception {
        this(0, tls, clientCertificates, welcome, behaviour);
    }

    private LoopbackRegistry(
            int port, TlsMaterial tls, boolean clientCertificates, EppListener.Handler welcome, Behaviour behaviour)
            throws Exception {
        var defaults = EppListener.Settings.of(EppCodec.standard());
        var settings =
                new EppListener.Settings(defaults.codec(), judge, clientCertificates, 100, defaults.maxFrameBytes());
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        listener = EppListener.start(tls.context(), address, settings, channel -> {
            welcome.serve(channel);
            serve(channel, behaviour);
        });
    }

    private void serve(EppServerChannel channel, Behaviour behaviour) throws IOException {
        while (true) {
            Optional<Incoming> next = channel.next(Duration.ofSeconds(30));
            switch (next.orElse(null)) {
                case null -> {
                    return;
                }
                case Incoming.Unreadable unreadable ->
                    channel.send(EppResponse.of(
                            EppResult.of(unreadable.reason().resultCode()),
                            unreadable.reason().clTrid(),
                            "SV-0"));
                case Incoming.Message(Hello hello) -> channel.send(GREETING);
                case Incoming.Message(EppCommand command) -> {
                    received.add(command);
                    switch (command.body()) {
                        case Login login -> channel.send(answer(command, login(login)));
                        case Logout logout -> {
                            channel.send(answer(command, EppResultCode.SUCCESS_ENDING_SESSION));
                            return;
                        }
                        default -> behaviour.answer(channel, command);
                    }
                }
                case Incoming.Message other -> throw new IOException("a client does not send " + other);
            }
        }
    }

    private static EppResultCode login(Login login) {
        return login.pw().equals("foo-BAR2") ? EppResultCode.SUCCESS : EppResultCode.AUTHENTICATION_CLOSING;
    }

    public static EppResponse answer(EppCommand command, EppResultCode code) {
        return EppResponse.of(EppResult.of(code), command.clTrid(), "SV-1");
    }

    public int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
        judge.throwIfAnyWasInvalid();
    }
}
