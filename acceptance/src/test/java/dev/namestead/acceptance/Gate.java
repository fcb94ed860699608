package dev.namestead.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A door before a registry. While it is shut connections are refused, as by a dead host, and those that stood are cut. */
final class Gate implements AutoCloseable {
    private final InetSocketAddress behind;
    private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
    private ServerSocket door;
    private int port;

    Gate(String host, int port) {
        this.behind = new InetSocketAddress(host, port);
        open();
    }

    int port() {
        return port;
    }

    void open() {
        try {
            door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            port = door.getLocalPort();
            ServerSocket opened = door;
            Thread.ofVirtual().start(() -> admit(opened));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void shut() {
        closed(door);
        passing.forEach(Gate::closed);
        passing.clear();
    }

    private void admit(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket outside = opened.accept();
                var inside = new Socket();
                passing.add(outside);
                passing.add(inside);
                inside.connect(behind);
                Thread.ofVirtual().start(() -> carry(outside, inside));
                Thread.ofVirtual().start(() -> carry(inside, outside));
            } catch (IOException shut) {
                // By us, or nobody is behind the door.
            }
        }
        // One that came in while the door was being shut.
        passing.forEach(Gate::closed);
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.setTcpNoDelay(true);
            to.setTcpNoDelay(true);
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // That is what ends it.
        }
        passing.remove(from);
        passing.remove(to);
    }

    private static void closed(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        shut();
    }
}
