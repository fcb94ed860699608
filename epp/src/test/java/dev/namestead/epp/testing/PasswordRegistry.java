package dev.namestead.epp.testing;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Hello;
import dev.namestead.epp.Login;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.server.EppListener;
import dev.namestead.epp.server.EppServerChannel;
import dev.namestead.epp.server.EppServerChannel.Incoming;
import dev.namestead.epp.transport.TlsMaterial;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A registry that knows one password, lets it be changed, and may lose its answers to logins. No name exists there. */
public final class PasswordRegistry implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(30);

    /** All logins that came, in their order. */
    public final List<Login> logins = new CopyOnWriteArrayList<>();

    private final EppListener listener;
    private volatile String password;
    private volatile boolean losesAnswers;
    private volatile @Nullable EppResultCode dislikesNew;

    public PasswordRegistry(TlsMaterial tls, String password) throws Exception {
        this.password = password;
        listener = EppListener.start(
                tls.context(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                EppListener.Settings.of(EppCodec.standard()),
                this::serve);
    }

    /** Does what a login asks for and cuts the connection instead of an answer. */
    public void loseAnswers(boolean lose) {
        losesAnswers = lose;
    }

    /** What it answers to a login that would change the password; null where it does change it. */
    public void dislikeNew(@Nullable EppResultCode code) {
        dislikesNew = code;
    }

    public String password() {
        return password;
    }

    public int port() {
        return listener.port();
    }

    private void serve(EppServerChannel channel) throws IOException {
        channel.send(LoopbackRegistry.GREETING);
        while (true) {
            switch (channel.next(LONG).orElse(null)) {
                case Incoming.Message(EppCommand command)
                when command.body() instanceof Login login -> {
                    logins.add(login);
                    EppResultCode code = answer(login);
                    if (losesAnswers) {
                        channel.abort();
                        return;
                    }
                    channel.send(LoopbackRegistry.answer(command, code));
                }
                case Incoming.Message(EppCommand command) ->
                    channel.send(LoopbackRegistry.answer(command, EppResultCode.OBJECT_DOES_NOT_EXIST));
                case Incoming.Message(Hello _) -> channel.send(LoopbackRegistry.GREETING);
                case null, default -> {
                    return;
                }
            }
        }
    }

    private synchronized EppResultCode answer(Login login) {
        EppResultCode disliked = dislikesNew;
        if (!login.pw().equals(password)) {
            return EppResultCode.AUTHENTICATION_ERROR;
        }
        if (login.newPw() != null && disliked != null) {
            return disliked;
        }
        password = login.newPw() == null ? password : login.newPw();
        return EppResultCode.SUCCESS;
    }

    @Override
    public void close() {
        listener.close();
    }
}
