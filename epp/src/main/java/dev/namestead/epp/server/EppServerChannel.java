package dev.namestead.epp.server;

import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppMessage;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.codec.FrameMask;
import dev.namestead.epp.transport.EppFrames;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.FrameListener.Direction;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** The registry's end of one connection. Not for several threads at once. */
public final class EppServerChannel implements AutoCloseable {

    private final Socket socket;
    private final EppCodec codec;
    private final FrameListener listener;
    private final int maxFrameBytes;

    /** Over a connection that is open, and whose handshake is done. */
    public EppServerChannel(Socket socket, EppCodec codec, FrameListener listener, int maxFrameBytes) {
        this.socket = socket;
        this.codec = codec;
        this.listener = listener;
        this.maxFrameBytes = maxFrameBytes;
    }

    /** What came in. */
    public sealed interface Incoming {
        /** A frame that could be read. */
        record Message(EppMessage message) implements Incoming {}

        /** A frame that could not be read; the exception has the code to answer with. */
        record Unreadable(EppFormatException reason) implements Incoming {}
    }

    /**
     * Waits for the next frame; empty where the client has closed.
     *
     * @throws java.net.SocketTimeoutException if no byte came for that long
     * @throws IOException if the connection broke or the frame is longer than allowed: close then
     */
    public Optional<Incoming> next(Duration idle) throws IOException {
        socket.setSoTimeout((int) Math.clamp(idle.toMillis(), 1, Integer.MAX_VALUE));
        Optional<byte[]> frame = EppFrames.read(socket.getInputStream(), maxFrameBytes);
        if (frame.isEmpty()) {
            return Optional.empty();
        }
        byte[] xml = frame.get();
        listener.frame(Direction.RECEIVED, FrameMask.mask(xml));
        try {
            return Optional.of(new Incoming.Message(codec.decode(xml)));
        } catch (EppFormatException e) {
            return Optional.of(new Incoming.Unreadable(e));
        }
    }

    /** Sends a greeting or an answer. */
    public void send(EppMessage message) throws IOException {
        sendXml(codec.encode(message));
    }

    /** Sends any XML, or what shall pass for it. */
    public void sendXml(byte[] xml) throws IOException {
        listener.frame(Direction.SENT, FrameMask.mask(xml));
        EppFrames.write(socket.getOutputStream(), xml);
    }

    /** Sends bytes without a frame around them: for a server that misbehaves on purpose. */
    public void sendBytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** What the client has shown of itself; empty where nothing was asked for. */
    public Optional<X509Certificate> clientCertificate() {
        try {
            return socket instanceof SSLSocket tls
                            && tls.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    /** Where the client is. */
    public InetSocketAddress remoteAddress() {
        return (InetSocketAddress) socket.getRemoteSocketAddress();
    }

    /** Breaks the connection without a word, as a crash would. */
    public void abort() throws IOException {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            // Broken already.
        }
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
