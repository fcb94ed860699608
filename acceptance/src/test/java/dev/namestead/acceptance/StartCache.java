package dev.namestead.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * Starts a main class of these tests many times in half the time: the class path as jars, and what a start needs recorded once (JEP 514).
 * Nothing depends on the record; a JVM that it does not fit ignores it.
 */
final class StartCache implements AutoCloseable {
    private static final List<String> FLAGS =
            List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-XX:TieredStopAtLevel=1", "-Xmx512m");

    private final Path directory;
    private final Path record;
    private final String classPath;

    StartCache(Path directory) {
        this.directory = directory.resolve("start");
        this.directory.toFile().mkdirs();
        this.record = this.directory.resolve("start.aot");
        this.classPath = asJars(this.directory);
    }

    /** Records; the program writes the record when it is stopped in an orderly way. */
    Program recording(Path log, Class<?> main, List<String> args) {
        return launch(log, main, args, List.of("-XX:AOTCacheOutput=" + record));
    }

    Program start(Path log, Class<?> main, List<String> args) {
        return launch(
                log,
                main,
                args,
                Files.exists(record) ? List.of("-XX:AOTCache=" + record, "-Xlog:aot=off", "-Xlog:cds=off") : List.of());
    }

    private Program launch(Path log, Class<?> main, List<String> args, List<String> more) {
        var flags = new ArrayList<>(FLAGS);
        flags.addAll(more);
        return Program.launch(log, flags, classPath, main.getName(), args);
    }

    @Override
    public void close() {
        Workplace.remove(directory);
    }

    private static String asJars(Path directory) {
        var entries = new ArrayList<String>();
        for (String entry : Program.wholeClassPath().split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.isDirectory(path)) {
                Path jar = directory.resolve("classes-" + entries.size() + ".jar");
                pack(path, jar);
                entries.add(jar.toString());
            } else if (Files.exists(path)) {
                entries.add(path.toString());
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void pack(Path classes, Path jar) {
        try (var files = Files.walk(classes);
                var out = new JarOutputStream(Files.newOutputStream(jar))) {
            // With entries for the folders, for they are searched for what lies in them.
            for (Path file : files.filter(any -> !any.equals(classes)).sorted().toList()) {
                boolean folder = Files.isDirectory(file);
                out.putNextEntry(new JarEntry(classes.relativize(file) + (folder ? "/" : "")));
                if (!folder) {
                    Files.copy(file, out);
                }
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
