package dev.namestead.epp.server;

import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.transport.EppFrames;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.TlsRules;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Accepts TLS connections and gives each to the handler on a virtual thread of its own. */
public final class EppListener implements AutoCloseable {

    private static final int HANDSHAKE_MILLIS = 10_000;

    private final SSLServerSocket socket;
    private final Settings settings;
    private final Handler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Serves one connection until it returns; the connection is closed afterwards. */
    @FunctionalInterface
    public interface Handler {
        /** Greets, reads and answers for as long as the session lasts. */
        void serve(EppServerChannel channel) throws IOException;
    }

    /**
     * How to listen.
     *
     * @param clientCertificates true demands a certificate from an authority that the context trusts
     * @param maxConnections more are closed at once
     */
    public record Settings(
            EppCodec codec, FrameListener frames, boolean clientCertificates, int maxConnections, int maxFrameBytes) {
        /** No client certificates, a thousand connections, frames of the usual length. */
        public static Settings of(EppCodec codec) {
            return new Settings(codec, FrameListener.NONE, false, 1000, EppFrames.DEFAULT_MAX_BYTES);
        }
    }

    private EppListener(SSLServerSocket socket, Settings settings, Handler handler) {
        this.socket = socket;
        this.settings = settings;
        this.handler = handler;
    }

    /** Binds and begins to accept; port 0 takes any that is free. */
    public static EppListener start(SSLContext tls, InetSocketAddress address, Settings settings, Handler handler)
            throws IOException {
        var socket = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket();
        SSLParameters parameters = socket.getSSLParameters();
        TlsRules.apply(parameters);
        parameters.setNeedClientAuth(settings.clientCertificates());
        socket.setSSLParameters(parameters);
        socket.setReuseAddress(true);
        socket.bind(address);
        var listener = new EppListener(socket, settings, handler);
        Thread.ofVirtual().name("epp-accept").start(listener::acceptAll);
        return listener;
    }

    /** The port that it listens at. */
    public int port() {
        return socket.getLocalPort();
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            Socket accepted = accept();
            if (accepted != null && open.size() >= settings.maxConnections()) {
                close(accepted);
            } else if (accepted != null) {
                open.add(accepted);
                Thread.ofVirtual().name("epp-connection").start(() -> serve((SSLSocket) accepted));
            }
        }
    }

    private @Nullable Socket accept() {
        try {
            return socket.accept();
        } catch (IOException e) {
            // Closed, or a client that was gone before it was accepted.
            return null;
        }
    }

    private void serve(SSLSocket accepted) {
        try (accepted) {
            accepted.setTcpNoDelay(true);
            accepted.setSoTimeout(HANDSHAKE_MILLIS);
            accepted.startHandshake();
            handler.serve(
                    new EppServerChannel(accepted, settings.codec(), settings.frames(), settings.maxFrameBytes()));
        } catch (IOException e) {
            // The client's connection is its own affair; the next one is not touched by it.
        } finally {
            open.remove(accepted);
        }
    }

    /** Stops to accept and breaks all connections. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Not listening is all that matters.
        }
        open.forEach(EppListener::close);
    }

    private static void close(Socket socket) {
        try {
            // Without waiting for a peer that does not read.
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // Closed already.
        }
    }
}
