package dev.namestead.acceptance;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a server and its PostgreSQL, understands as much of the protocol as it takes to recognise COMMIT, and on order cuts the
 * connection there: after the commit was done, so that its answer is lost, or before it was asked for.
 */
final class CommitProxy implements AutoCloseable {
    private static final byte[] DONE = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST = 64 << 20;

    private final ServerSocket listening;
    private final int target;
    private final AtomicInteger toSwallow = new AtomicInteger();
    private final AtomicInteger toKeepBack = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();

    CommitProxy(int target) {
        this.target = target;
        try {
            listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The answers to the next commits are lost; they are done. */
    void swallow(int commits) {
        toSwallow.addAndGet(commits);
    }

    /** The next commits are not even asked for. */
    void keepBack(int commits) {
        toKeepBack.addAndGet(commits);
    }

    /** How many commits were met by an order. */
    int cut() {
        return cut.get();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            new Session(client, server).run();
        } catch (IOException gone) {
            // One side went; both are closed.
        }
    }

    /** One connection. */
    private final class Session {
        private final Socket client;
        private final Socket server;
        private final Set<String> commits = new HashSet<>();
        private volatile boolean losesItsAnswer;

        Session(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void run() throws IOException {
            Thread.ofVirtual().start(this::answers);
            var in = new DataInputStream(client.getInputStream());
            OutputStream out = server.getOutputStream();
            startUp(in, out);
            while (true) {
                int type = in.readByte();
                int length = length(in);
                byte[] body = in.readNBytes(length - 4);
                if (isCommit(type, body) && !goesThrough()) {
                    return;
                }
                ByteBuffer message = ByteBuffer.allocate(1 + length);
                message.put((byte) type).putInt(length).put(body);
                out.write(message.array());
            }
        }

        /** Requests for encryption, which is refused, come before the first real message; none of them has a type. */
        private void startUp(DataInputStream in, OutputStream out) throws IOException {
            int version;
            do {
                int length = length(in);
                byte[] body = in.readNBytes(length - 4);
                version = ByteBuffer.wrap(body).getShort();
                out.write(ByteBuffer.allocate(length).putInt(length).put(body).array());
            } while (version == 1234);
        }

        private int length(DataInputStream in) throws IOException {
            int length = in.readInt();
            if (length < 4 || length > LARGEST) {
                throw new IOException("no message is " + length + " long");
            }
            return length;
        }

        /** A statement is named when it is parsed, and later only bound by its name. */
        private boolean isCommit(int type, byte[] body) {
            return switch (type) {
                case 'Q' -> text(body, 0).equalsIgnoreCase("COMMIT");
                case 'P' -> {
                    String name = text(body, 0);
                    boolean commit = text(body, name.length() + 1).equalsIgnoreCase("COMMIT");
                    if (commit) {
                        commits.add(name);
                    } else {
                        commits.remove(name);
                    }
                    yield false;
                }
                case 'B' -> commits.contains(text(body, text(body, 0).length() + 1));
                default -> false;
            };
        }

        private String text(byte[] body, int from) {
            int end = from;
            while (body[end] != 0) {
                end++;
            }
            return new String(body, from, end - from, StandardCharsets.UTF_8);
        }

        private boolean goesThrough() {
            if (take(toKeepBack)) {
                return false;
            }
            losesItsAnswer = take(toSwallow);
            return true;
        }

        private boolean take(AtomicInteger orders) {
            boolean taken = orders.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
            if (taken) {
                cut.incrementAndGet();
            }
            return taken;
        }

        private void answers() {
            var chunk = new byte[1 << 16];
            try (client;
                    server) {
                InputStream in = server.getInputStream();
                for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                    if (losesItsAnswer) {
                        if (contains(chunk, read)) {
                            return;
                        }
                    } else {
                        client.getOutputStream().write(chunk, 0, read);
                    }
                }
            } catch (IOException gone) {
                // One side went; both are closed.
            }
        }

        private boolean contains(byte[] chunk, int length) {
            for (int at = 0; at + DONE.length <= length; at++) {
                if (java.util.Arrays.equals(chunk, at, at + DONE.length, DONE, 0, DONE.length)) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
