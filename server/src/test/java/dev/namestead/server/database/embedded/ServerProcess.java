package dev.namestead.server.database.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own that runs an {@link EmbeddedPostgres}, so that a test can kill it. */
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final String[] words;

    private ServerProcess(Process process, String[] words) {
        this.process = process;
        this.words = words;
    }

    /** Starts the JVM, behind the words of {@code prefix}, and waits for its database. */
    static ServerProcess start(Path directory, Path cache, String... prefix) throws IOException {
        List<String> command = new ArrayList<>(List.of(prefix));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(ServerProcess.class.getName(), directory.toString(), cache.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader lines = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("READY ")) {
                return new ServerProcess(process, line.split(" "));
            }
            said.append(line).append('\n');
        }
        throw new IOException("the server did not start: " + said);
    }

    long pid() {
        return process.pid();
    }

    long postmasterPid() {
        return Long.parseLong(words[1]);
    }

    String url() {
        return words[2];
    }

    /** As {@code kill -9}: nothing gets a chance to clean up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }

    public static void main(String[] arguments) throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(Path.of(arguments[0]), Path.of(arguments[1]))) {
            System.out.println("READY " + server.pid().orElseThrow() + " "
                    + server.settings(1, java.time.Duration.ofSeconds(5)).url());
            while (System.in.read() >= 0) {
                // Serves until its input is closed.
            }
        }
    }
}
