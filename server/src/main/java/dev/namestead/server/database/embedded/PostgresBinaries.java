package dev.namestead.server.database.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL programs, unpacked once from the class path into a cache directory that is named
 * after their content, and shared by every data directory of this machine.
 */
final class PostgresBinaries {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

    private final Path home;

    private PostgresBinaries(Path home) {
        this.home = home;
    }

    /**
     * Unpacks what is not there yet; takes about a second the first time.
     *
     * @param fallback where they go when the cache cannot be written, as for a user without a home
     */
    static PostgresBinaries unpackedIn(Path cache, Path fallback) {
        Path chosen = isUsable(cache) ? cache : fallback;
        URL archive = archive();
        try {
            FileTree.openDirectory(chosen);
            Path home = chosen.toRealPath().resolve("postgres-" + contentKey(archive));
            if (!Files.isDirectory(home)) {
                unpackAlone(archive, home);
            }
            return new PostgresBinaries(home);
        } catch (IOException failure) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL cannot be unpacked into " + chosen + ": " + failure, failure);
        }
    }

    private static boolean isUsable(Path cache) {
        try {
            FileTree.openDirectory(cache);
            return Files.isWritable(cache);
        } catch (IOException notOurs) {
            return false;
        }
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static URL archive() {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        URL archive = PostgresBinaries.class.getResource("/postgres-" + system + "-" + machine + ".txz");
        if (archive == null) {
            throw new EmbeddedPostgresException("there is no embedded PostgreSQL for " + system + " on " + machine
                    + "; configure a PostgreSQL of your own with database.url");
        }
        return archive;
    }

    /** The jar keeps size and CRC of the archive, so that 15 MB need not be read at each start. */
    private static String contentKey(URL archive) throws IOException {
        if (archive.openConnection() instanceof JarURLConnection jar) {
            return "%08x-%d".formatted(jar.getJarEntry().getCrc(), jar.getContentLengthLong());
        }
        return "unpacked-" + archive.openConnection().getContentLengthLong();
    }

    private static void unpackAlone(URL archive, Path home) throws IOException {
        Path cache = home.resolveSibling("lock");
        try (FileChannel channel = FileChannel.open(cache, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid() || Files.isDirectory(home)) {
                return;
            }
            LOG.info("unpacking PostgreSQL into {}", home);
            Path unfinished = home.resolveSibling(home.getFileName() + ".unfinished");
            FileTree.delete(unfinished);
            FileTree.openDirectory(unfinished);
            unpack(archive, unfinished);
            // A power cut must not leave a complete name on incomplete files.
            Command.run("sync", "-f", unfinished.toString());
            Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream raw = new BufferedInputStream(archive.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(raw))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, target);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target) || entry.getName().endsWith(".a")) {
            return;
        }
        FileTree.openDirectory(
                entry.isDirectory() ? path : path.resolveSibling(".").normalize());
        if (entry.isDirectory()) {
            return;
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
