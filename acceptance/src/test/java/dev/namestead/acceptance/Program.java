package dev.namestead.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The product's command line as a child process: what a user would type after {@code ./namestead}. */
final class Program implements AutoCloseable {
    static final String MAIN = "dev.namestead.cli.Main";

    /** C1 alone starts faster, and most programs of these tests live for seconds; the others as the launcher has them. */
    static final List<String> FOR_SECONDS =
            List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:TieredStopAtLevel=1", "-Xmx512m");

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts {@code namestead ARGS}; both outputs go to {@code log}, appended. */
    static Program start(Path log, List<String> args) {
        return start(log, FOR_SECONDS, args);
    }

    static Program start(Path log, List<String> jvmFlags, List<String> args) {
        return StartCache.ofThisRun().start(log, jvmFlags, MAIN, args);
    }

    /** Starts {@code ./namestead ARGS} as a user does, with the flags that it chooses; it builds first where it must. */
    static Program startByLauncher(Path log, List<String> args) {
        var command = new ArrayList<String>();
        command.add(Workplace.root().resolve("namestead").toString());
        command.addAll(args);
        return run(log, command);
    }

    /** Starts a main class of these tests. */
    static Program startMain(Path log, Class<?> main, List<String> jvmFlags, String... args) {
        return StartCache.ofThisRun().start(log, jvmFlags, main.getName(), List.of(args));
    }

    static Program launch(Path log, List<String> jvmFlags, String classPath, String main, List<String> args) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvmFlags);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(args);
        return run(log, command);
    }

    private static Program run(Path log, List<String> command) {
        try {
            Files.createDirectories(log.getParent());
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new Program(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command to its end and returns its exit code and what it printed. */
    static Finished run(Path log, String... args) {
        var program = start(log, List.of(args));
        return new Finished(program.awaitExit(), program.logText());
    }

    record Finished(int exitCode, String output) {}

    /** The product's class path: that of these tests without the tests themselves. */
    static String classPath() {
        return Stream.of(wholeClassPath().split(File.pathSeparator))
                .filter(entry ->
                        !entry.endsWith("acceptance" + File.separator + "target" + File.separator + "test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The product's and the tests' classes and all that they need. */
    static String wholeClassPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    long pid() {
        return process.pid();
    }

    /** What the process has of the machine's memory, by the system's own account. */
    long residentKilobytes() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The process and all that it started, the embedded database's included. */
    List<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    /** Whether it ends by itself in time. */
    boolean endsWithin(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    int awaitExit() {
        return awaitExit(PATIENCE);
    }

    int awaitExit(Duration patience) {
        try {
            if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("namestead did not end within " + patience + "\n" + logTail());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM, and wait for the end. */
    int stop() {
        process.destroy();
        return awaitExit();
    }

    /** SIGINT, as Ctrl-C sends it, and wait for the end. */
    int interrupt() {
        signal("INT");
        return awaitExit();
    }

    /** SIGKILL to the program alone: what it started lives on. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** SIGSTOP: all its threads stand still until {@link #resume}. */
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String logText() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String logTail() {
        String text = logText();
        return "--- end of " + log + "\n" + text.substring(Math.max(0, text.length() - 6_000));
    }

    @Override
    public void close() {
        if (isAlive()) {
            stop();
        }
    }
}
