package dev.namestead.sandbox.bench;

import dev.namestead.epp.transport.EppFrames;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.sandbox.SandboxProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** The measured process: the sandbox registries, and beside them a server that only sends frames back. */
public final class BenchServer {
    static final int SESSIONS = 16;

    private BenchServer() {}

    /** @param arguments the data directory */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        try (var registries = SandboxProgram.run(
                        new SandboxProgram.Arguments(directory, List.of(), Map.of(), 0, SESSIONS, null), System.out);
                SSLServerSocket echo = echoSocket(directory.resolve("registries"))) {
            Thread.ofVirtual().start(() -> accept(echo));
            System.out.println("echo " + echo.getLocalPort());
            System.out.println("ready " + registries.ids());
            new CountDownLatch(1).await();
        }
    }

    private static SSLServerSocket echoSocket(Path identities) throws Exception {
        String server = Files.readString(identities.resolve("server.pem"));
        TlsMaterial material = TlsMaterial.of(Files.readString(identities.resolve("ca.pem")), server, server);
        return (SSLServerSocket) material.context()
                .getServerSocketFactory()
                .createServerSocket(0, 100, InetAddress.getLoopbackAddress());
    }

    private static void accept(SSLServerSocket server) {
        while (!server.isClosed()) {
            try {
                var socket = (SSLSocket) server.accept();
                Thread.ofVirtual().start(() -> echo(socket));
            } catch (IOException e) {
                return; // closed: the bench is over
            }
        }
    }

    private static void echo(SSLSocket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            while (true) {
                byte[] frame = EppFrames.read(socket.getInputStream(), 1 << 20).orElseThrow();
                EppFrames.write(socket.getOutputStream(), frame);
            }
        } catch (IOException | java.util.NoSuchElementException e) {
            // the other end has finished
        }
    }
}
