package dev.namestead.server.model;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TLC, in a process of its own, on the model of the registration (docs/model). */
final class ModelChecker {
    private static final Path MODEL = Path.of("..", "docs", "model");
    private static final String NAME = "Registration";
    private static final Pattern STATES = Pattern.compile("([0-9,]+) distinct states found, ([0-9,]+) states left");
    private static final Pattern VIOLATED = Pattern.compile("Invariant (\\w+) is violated");

    private final Path folder;

    /** @param folder an empty one, for what the checker leaves */
    ModelChecker(Path folder) {
        this.folder = folder;
    }

    /**
     * What the checker found.
     *
     * @param states distinct states
     * @param complete whether these were all
     * @param violated the invariant that does not hold, where one does not
     */
    record Checked(long states, boolean complete, Optional<String> violated, String output) {}

    /** @param falseRule a rule of the model that is switched off; empty to check the model as it is */
    Checked check(int attempts, Optional<String> falseRule, int workers) throws IOException, InterruptedException {
        String configuration = Files.readString(MODEL.resolve(NAME + ".cfg"))
                .replaceFirst("MostAttempts = \\d+", "MostAttempts = " + attempts);
        if (falseRule.isPresent()) {
            String switched = configuration.replace(falseRule.get() + " = TRUE", falseRule.get() + " = FALSE");
            if (switched.equals(configuration)) {
                throw new IllegalArgumentException("no rule " + falseRule.get());
            }
            configuration = switched;
        }
        Path run = Files.createTempDirectory(folder, "tlc");
        Files.writeString(run.resolve(NAME + ".cfg"), configuration);
        Files.copy(MODEL.resolve(NAME + ".tla"), run.resolve(NAME + ".tla"));
        return read(tlc(run, workers));
    }

    /** The rules of the model: what a configuration may switch off. */
    List<String> rules() throws IOException {
        return Files.readString(MODEL.resolve(NAME + ".cfg"))
                .lines()
                .filter(line -> line.endsWith("= TRUE"))
                .map(line -> line.replace("= TRUE", "").strip())
                .toList();
    }

    private static String tlc(Path run, int workers) throws IOException, InterruptedException {
        Path output = run.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseParallelGC",
                        "-Xmx1500m",
                        "-Djava.io.tmpdir=" + run,
                        "-cp",
                        jar().toString(),
                        "tlc2.TLC",
                        "-workers",
                        String.valueOf(workers),
                        "-metadir",
                        run.resolve("states").toString(),
                        NAME)
                .directory(run.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(1, TimeUnit.HOURS)) {
                throw new IllegalStateException("TLC has not ended within an hour");
            }
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    private static Path jar() {
        try {
            return Path.of(tlc2.TLC
                    .class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Checked read(String output) {
        Matcher states = STATES.matcher(output);
        long found = 0;
        long left = -1;
        while (states.find()) {
            found = Long.parseLong(states.group(1).replace(",", ""));
            left = Long.parseLong(states.group(2).replace(",", ""));
        }
        Matcher violated = VIOLATED.matcher(output);
        boolean complete = left == 0 && output.contains("No error has been found");
        return new Checked(
                found, complete, violated.find() ? Optional.of(violated.group(1)) : Optional.empty(), output);
    }
}
