package dev.namestead.epp.fuzz;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One run of Jazzer's driver in a process of its own. Jazzer 0.24.0 reads class files up to version 67 (Java 23), so it
 * gets copies of ours that say so; nothing in them is newer.
 */
final class FuzzRun {

    private static final int NEWEST_CLASS_FILE = 67;
    private static final int CLASS_FILE_MAGIC = 0xCAFEBABE;
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");
    private static final Pattern COVERAGE = Pattern.compile("cov: (\\d+)");

    private final Path folder;
    private final Class<?> target;

    /** @param target has {@code public static void fuzzerTestOneInput(byte[])} */
    FuzzRun(Path folder, Class<?> target) {
        this.folder = folder.resolve(target.getSimpleName());
        this.target = target;
    }

    /**
     * What came of it.
     *
     * @param coverage edges of our code that were reached
     * @param findings files with inputs that crashed the target, hung, or ate too much memory
     */
    record Outcome(long runs, long coverage, List<Path> findings, String log) {}

    /**
     * @param options of libFuzzer
     * @param seeds inputs to begin with; what is found beside them is kept in the folder for the next run
     */
    Outcome run(Duration time, List<String> options, List<byte[]> seeds) {
        try {
            Path classes = folder.resolve("classes");
            copyClasses(classes);
            Path corpus = Files.createDirectories(folder.resolve("corpus"));
            for (int i = 0; i < seeds.size(); i++) {
                Files.write(corpus.resolve("seed-" + i), seeds.get(i));
            }
            Path found = folder.resolve("found");
            emptied(found);
            Path log = folder.resolve("log");
            Process process = new ProcessBuilder(command(classes, corpus, found, time, options))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(time.toSeconds() * 2 + 60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("the fuzzer does not end; see " + log);
            }
            return outcome(found, Files.readString(log));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private List<String> command(Path classes, Path corpus, Path found, Duration time, List<String> options) {
        String classPath = classes + File.pathSeparator + jars();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.getName(),
                "--instrumentation_includes=dev.namestead.epp.**",
                "--custom_hook_includes=dev.namestead.epp.**",
                "-max_total_time=" + time.toSeconds(),
                "-timeout=5",
                // A program for each finding, which would stand in the sources otherwise.
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + found + File.separator,
                corpus.toString()));
        command.addAll(options);
        return command;
    }

    private static List<String> classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(all.split(Pattern.quote(File.pathSeparator)));
    }

    private static String jars() {
        return String.join(
                File.pathSeparator,
                classPath().stream().filter(each -> each.endsWith(".jar")).toList());
    }

    private static void copyClasses(Path to) throws IOException {
        for (String each : classPath()) {
            Path from = Path.of(each);
            if (Files.isDirectory(from)) {
                try (Stream<Path> files = Files.walk(from)) {
                    for (Path file :
                            (Iterable<Path>) files.filter(f -> f.toString().endsWith(".class"))::iterator) {
                        Path copy = to.resolve(from.relativize(file).toString());
                        Files.createDirectories(copy.getParent());
                        Files.write(copy, older(Files.readAllBytes(file)));
                    }
                }
            }
        }
    }

    private static byte[] older(byte[] classFile) {
        if (java.nio.ByteBuffer.wrap(classFile).getInt() == CLASS_FILE_MAGIC) {
            classFile[6] = 0;
            classFile[7] = (byte) Math.min(classFile[7] & 0xFF, NEWEST_CLASS_FILE);
        }
        return classFile;
    }

    private static void emptied(Path found) throws IOException {
        Files.createDirectories(found);
        try (Stream<Path> files = Files.list(found)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
    }

    private static Outcome outcome(Path found, String log) throws IOException {
        List<Path> findings = new ArrayList<>();
        try (Stream<Path> files = Files.list(found)) {
            files.forEach(findings::add);
        }
        Matcher coverage = COVERAGE.matcher(log);
        long reached = 0;
        while (coverage.find()) {
            reached = Long.parseLong(coverage.group(1));
        }
        Matcher done = DONE.matcher(log);
        return new Outcome(done.find() ? Long.parseLong(done.group(1)) : 0, reached, findings, log);
    }
}
