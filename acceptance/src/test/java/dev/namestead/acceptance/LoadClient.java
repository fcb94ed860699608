package dev.namestead.acceptance;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** The least HTTP/1.1 client that can load a server: what it costs is taken from both sides of a comparison alike. */
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
        private final InputStream in;

        Connection(URI uri) throws IOException {
            socket = new Socket(uri.getHost(), uri.getPort());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 8_192);
        }

        /** Sends a request, reads the answer to its end, and returns its status. */
        int exchange(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            String statusLine = line();
            int length = -1;
            for (String header = line(); !header.isEmpty(); header = line()) {
                if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            if (length < 0) {
                throw new IOException("an answer without length: " + statusLine);
            }
            in.skipNBytes(length);
            return Integer.parseInt(statusLine.substring(9, 12));
        }

        private String line() throws IOException {
            var line = new StringBuilder(64);
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new IOException("the server hung up");
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
