package dev.namestead.acceptance;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** The least HTTP/1.1 client that can load a server: it shares the machine, and should cost as little for a long answer as for a short one. */
final class LoadClient {
    private LoadClient() {}

    /** Answers per second and how many of them were not 200, over kept-alive connections. */
    record Rate(double perSecond, long errors) {}

    /** One connection for each of these, which it asks for over and over. */
    static Rate load(List<URI> uris, String token, Duration duration) throws Exception {
        var done = new LongAdder();
        var errors = new LongAdder();
        long end = System.nanoTime() + duration.toNanos();
        try (var threads = Executors.newFixedThreadPool(uris.size())) {
            var running = new ArrayList<Future<?>>();
            for (URI uri : uris) {
                byte[] request = request("GET", uri, token, "").getBytes(StandardCharsets.US_ASCII);
                running.add(threads.submit(() -> {
                    try (var connection = new Connection(uri)) {
                        while (System.nanoTime() < end) {
                            done.increment();
                            if (connection.exchange(request) != 200) {
                                errors.increment();
                            }
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        }
        return new Rate(done.sum() / (duration.toNanos() / 1e9), errors.sum());
    }

    static String request(String method, URI uri, String token, String body) {
        return method + " " + uri.getPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nAuthorization: Bearer "
                + token + "\r\n"
                + (body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n")
                + "\r\n" + body;
    }

    /** One connection, one request at a time. */
    static final class Connection implements AutoCloseable {
        private final Socket socket;
        private final byte[] answer = new byte[16 * 1024];

        Connection(URI uri) throws IOException {
            socket = new Socket(uri.getHost(), uri.getPort());
            socket.setTcpNoDelay(true);
        }

        /** Sends a request, reads the answer to its end, and returns its status. */
        int exchange(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            int read = 0;
            int headEnd = -1;
            String text = "";
            while (headEnd < 0) {
                read = more(read);
                text = new String(answer, 0, read, StandardCharsets.ISO_8859_1);
                headEnd = text.indexOf("\r\n\r\n");
            }
            int end = headEnd + 4 + length(text);
            while (read < end) {
                read = more(read);
            }
            return Integer.parseInt(text, 9, 12, 10);
        }

        private int more(int read) throws IOException {
            int n = socket.getInputStream().read(answer, read, answer.length - read);
            if (n <= 0) {
                throw new IOException(n < 0 ? "the server hung up" : "an answer of more than 16 KiB");
            }
            return read + n;
        }

        private static int length(String head) throws IOException {
            int at = head.indexOf("Content-Length: ");
            if (at < 0) {
                throw new IOException("an answer without length: " + head);
            }
            return Integer.parseInt(head, at + 16, head.indexOf('\r', at), 10);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
