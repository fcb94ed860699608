package dev.namestead.epp.client;

import dev.namestead.epp.transport.Deadline;
import dev.namestead.epp.transport.TlsRules;
import dev.namestead.epp.transport.Watchdog;
import java.io.BufferedInputStream;
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
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A TLS connection to a registry whose certificate has been checked. */
final class EppSocket implements AutoCloseable {

    /** RFC 8446 section 5.2, with its head. */
    private static final int LONGEST_RECORD = 5 + (1 << 14) + 256;

    private final Socket tcp;
    private final SSLSocket tls;

    private EppSocket(Socket tcp, SSLSocket tls) {
        this.tcp = tcp;
        this.tls = tls;
    }

    /** Resolves, connects and shakes hands, all before the deadline. */
    static EppSocket open(EppEndpoint endpoint, Watchdog watchdog, Deadline deadline) throws IOException {
        var tcp = new ReadAhead();
        try (var guard = watchdog.guard(() -> closeQuietly(tcp));
                var _ = guard.until(deadline)) {
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
            checkPeer(endpoint, tls);
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

    /** What the JDK leaves out: the dates of a certificate that is itself trusted, and pins. */
    private static void checkPeer(EppEndpoint endpoint, SSLSocket tls) throws IOException {
        var certificate = (X509Certificate) tls.getSession().getPeerCertificates()[0];
        try {
            certificate.checkValidity();
            byte[] spki = certificate.getPublicKey().getEncoded();
            String digest = Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(spki));
            if (!endpoint.pins().isEmpty() && !endpoint.pins().contains(digest)) {
                throw new SSLPeerUnverifiedException("the key of " + endpoint + " is not pinned: " + digest);
            }
        } catch (CertificateException e) {
            throw new SSLPeerUnverifiedException("the certificate of " + endpoint + " is not valid now");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** TLS asks for the head of each record and then for the rest: one call into the system brings both. */
    private static final class ReadAhead extends Socket {
        private @Nullable InputStream in;

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            if (in == null) {
                in = new BufferedInputStream(super.getInputStream(), LONGEST_RECORD);
            }
            return in;
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
