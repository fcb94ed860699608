package dev.namestead.sandbox.testing;

import dev.namestead.epp.CommandBody;
import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppMessage;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.testing.EppSchemas;
import dev.namestead.epp.transport.EppFrames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** Frames over TLS with nothing in between, for what a well-behaved client never sends. */
public final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;

    private final SSLSocket socket;
    private final EppCodec codec = EppCodec.standard();

    private RawClient(SSLSocket socket) {
        this.socket = socket;
    }

    static RawClient connect(EppEndpoint endpoint) {
        try {
            var socket = (SSLSocket) endpoint.tls().getSocketFactory().createSocket(endpoint.host(), endpoint.port());
            socket.setSoTimeout(PATIENCE_MILLIS);
            return new RawClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Greeting greeting() {
        return (Greeting) receive().orElseThrow();
    }

    public EppResponse send(CommandBody body) {
        return send(codec.encode(EppCommand.of(body, Sandbox.newClTrid())));
    }

    public EppResponse send(String xml) {
        return send(xml.getBytes(StandardCharsets.UTF_8));
    }

    private EppResponse send(byte[] xml) {
        try {
            EppFrames.write(socket.getOutputStream(), xml);
            return (EppResponse) receive().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next frame; empty when the server has closed or cut the connection. */
    public Optional<EppMessage> receive() {
        try {
            Optional<byte[]> frame = EppFrames.read(socket.getInputStream(), 1 << 20);
            if (frame.isEmpty()) {
                return Optional.empty();
            }
            EppSchemas.assertValid(frame.get());
            return Optional.of(codec.decode(frame.get()));
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server neither answers nor closes", e);
        } catch (IOException e) {
            return Optional.empty();
        } catch (EppFormatException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
