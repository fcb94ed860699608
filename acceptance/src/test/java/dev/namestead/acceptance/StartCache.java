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
import java.util.stream.Stream;

/**
 * Has programs start in half the time, of which these tests start hundreds: the class path as jars, and what a start needs recorded once
 * (JEP 514). Nothing depends on the record; a JVM that it does not fit ignores it.
 */
final class StartCache {
    private static StartCache ofThisRun;

    private final String product;
    private final String whole;
    private final Path record;

    private StartCache(Path directory) {
        List<String> own = entries(Program.classPath(), directory);
        product = String.join(File.pathSeparator, own);
        // The record fits a class path that begins with the one that it was made with.
        Stream<String> more =
                entries(Program.wholeClassPath(), directory).stream().filter(entry -> !own.contains(entry));
        whole = String.join(
                File.pathSeparator, Stream.concat(own.stream(), more).toList());
        record = directory.resolve("start.aot");
    }

    /** Made by the first who asks: of classes as they are then. */
    static synchronized StartCache ofThisRun() {
        if (ofThisRun == null) {
            // It is large, and the one of an earlier run fits no longer.
            Workplace.removeAll("start");
            ofThisRun = new StartCache(Workplace.directory("start"));
            ofThisRun.make();
        }
        return ofThisRun;
    }

    /** The program writes the record when it is stopped in an orderly way. */
    private void make() {
        Path data = record.resolveSibling("data");
        var flags = new ArrayList<>(Program.FOR_SECONDS);
        flags.add("-XX:AOTCacheOutput=" + record);
        try (var server = Namestead.at(data)) {
            server.begin((log, args) -> Program.launch(log, flags, product, Program.MAIN, args));
            server.stop();
        }
    }

    Program start(Path log, List<String> jvmFlags, String main, List<String> args) {
        var flags = new ArrayList<>(jvmFlags);
        if (Files.exists(record)) {
            flags.addAll(List.of("-XX:AOTCache=" + record, "-Xlog:aot=off", "-Xlog:cds=off"));
        }
        return Program.launch(log, flags, main.equals(Program.MAIN) ? product : whole, main, args);
    }

    private static List<String> entries(String classPath, Path directory) {
        var entries = new ArrayList<String>();
        for (String entry : classPath.split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.isDirectory(path)) {
                entries.add(packed(path, directory).toString());
            } else if (Files.exists(path)) {
                entries.add(path.toString());
            }
        }
        return entries;
    }

    /** The classes of a module in a jar, named after the folders that they lie in. */
    private static Path packed(Path classes, Path directory) {
        Path jar =
                directory.resolve(classes.getParent().getParent().getFileName() + "-" + classes.getFileName() + ".jar");
        if (Files.exists(jar)) {
            return jar;
        }
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
        return jar;
    }
}
