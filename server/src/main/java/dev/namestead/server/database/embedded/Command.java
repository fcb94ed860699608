package dev.namestead.server.database.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A short program run to its end: its exit code and all that it said. */
record Command(int exitCode, String output) {

    static Command run(String... words) {
        return run(List.of(words));
    }

    static Command run(List<String> words) {
        try {
            Process process = prepare(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Command(process.waitFor(), output.strip());
        } catch (IOException absent) {
            return new Command(127, String.valueOf(absent.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Command(130, "interrupted");
        }
    }

    /** With nothing of our own environment but the path: PGPORT and the like would be heeded. */
    static ProcessBuilder prepare(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words);
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("LC_ALL", "C");
        return builder.directory(new java.io.File("/"));
    }

    boolean succeeded() {
        return exitCode == 0;
    }
}
