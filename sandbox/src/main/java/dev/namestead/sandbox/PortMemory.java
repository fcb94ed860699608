package dev.namestead.sandbox;

import dev.namestead.sandbox.storage.PrivateFiles;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Gives each server the port of its last run where it is free, so that a restart keeps the addresses that were printed. */
final class PortMemory {
    private final Path file;
    private final Properties last = new Properties();
    private final Map<String, Integer> now = new TreeMap<>();

    PortMemory(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                last.load(in);
            }
        }
    }

    /** Starts a server on a port. */
    interface Binder<T> {
        T bind(int port) throws IOException;
    }

    /** A configured port is a must; a remembered one is only tried. */
    <T> T bind(String name, int configured, Binder<T> binder) throws IOException {
        if (configured != 0) {
            try {
                return binder.bind(configured);
            } catch (BindException e) {
                throw new IOException("port " + configured + " for " + name + " is taken", e);
            }
        }
        String remembered = last.getProperty(name, "");
        if (remembered.matches("[1-9][0-9]{0,4}") && Integer.parseInt(remembered) <= 65535) {
            try {
                return binder.bind(Integer.parseInt(remembered));
            } catch (BindException e) {
                // another program has it now
            }
        }
        return binder.bind(0);
    }

    void used(String name, int port) {
        now.put(name, port);
    }

    /** Keeps the ports in use for the next start. */
    void remember() throws IOException {
        PrivateFiles.write(
                file,
                now.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }
}
