package dev.namestead.epp.client;

import dev.namestead.epp.transport.Deadline;
import dev.namestead.epp.transport.TlsRules;
import dev.namestead.epp.transport.Watchdog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;

/** A TLS connection to a registry whose certificate has been checked. */
final class EppSocket implements AutoCloseable {

    private final Socket tcp;
    private final SSLSocket tls;

    private EppSocket(Socket tcp, SSLSocket tls) {
        this.tcp = tcp;
        this.tls = tls;
    }

    /** Resolves, connects and shakes hands, all before the deadline. */
    static EppSocket open(EppEndpoint endpoint, Watchdog watchdog, Deadline deadline) throws IOException {
        var tcp = new Socket();
        try (var _ = watchdog.guard(deadline, () -> closeQuietly(tcp))) {
            tcp.connect(
                    new InetSocketAddress(resolve(endpoint.host(), deadline), endpoint.port()),
                    deadline.remainingMillis());
            tcp.setTcpNoDelay(true);
            tcp.setKeepAlive(true);
            var tls = (SSLSocket)
                    endpoint.tls().getSocketFactory().createSocket(tcp, endpoint.serverName(), endpoint.port(), true);
            SSLParameters parameters = tls.getSSLParameters();
            TlsRules.apply(parameters);
            // Despite its name this is the check of the server's name against its certificate.
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            checkPins(endpoint, tls);
            return new EppSocket(tcp, tls);
        } catch (IOException | RuntimeException e) {
            closeQuietly(tcp);
            if (deadline.isOver()) {
                throw new SocketTimeoutException("no connection to " + endpoint + " in time");
            }
            throw e;
        }
    }

    /** Name servers may be slow too, and no socket can be closed to stop a look-up. */
    private static InetAddress resolve(String host, Deadline deadline) throws IOException {
        var lookup = new FutureTask<>(() -> InetAddress.getByName(host));
        Thread.ofVirtual().name("epp-resolve").start(lookup);
        try {
            return lookup.get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UnknownHostException(host);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void checkPins(EppEndpoint endpoint, SSLSocket tls) throws IOException {
        if (endpoint.pins().isEmpty()) {
            return;
        }
        byte[] spki = tls.getSession().getPeerCertificates()[0].getPublicKey().getEncoded();
        try {
            String digest = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(spki));
            if (!endpoint.pins().contains(digest)) {
                throw new SSLPeerUnverifiedException("the key of " + endpoint + " is not pinned: " + digest);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    InputStream in() throws IOException {
        return tls.getInputStream();
    }

    OutputStream out() throws IOException {
        return tls.getOutputStream();
    }

    /** Closes the connection below TLS: closing TLS would wait for a peer that does not read. */
    @Override
    public void close() {
        closeQuietly(tcp);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is what it shall be; how it got there does not matter.
        }
    }
}
