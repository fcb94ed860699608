package dev.namestead.server.database.embedded;

import dev.namestead.server.database.DatabaseSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/**
 * How to reach the running server, for other programs of the same owner: {@code connection.properties}
 * in the directory, readable by the owner only, present while the server serves.
 */
record ConnectionFile(String url, String user, String password) {

    private static final String NAME = "connection.properties";

    /** @throws EmbeddedPostgresException there is none: the server is still starting */
    static ConnectionFile read(Path directory) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(directory.resolve(NAME))) {
            properties.load(reader);
        } catch (IOException absent) {
            throw new EmbeddedPostgresException(
                    "the server of " + directory + " does not accept connections yet; try again", absent);
        }
        return new ConnectionFile(
                properties.getProperty("url", ""),
                properties.getProperty("user", ""),
                properties.getProperty("password", ""));
    }

    void write(Path directory) throws IOException {
        FileTree.writeSecret(
                directory.resolve(NAME), "url=" + url + "\nuser=" + user + "\npassword=" + password + "\n");
    }

    static void remove(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(NAME));
    }

    DatabaseSettings settings(int poolSize, Duration acquireTimeout) {
        return new DatabaseSettings(url, user, password, poolSize, acquireTimeout);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ConnectionFile[url=" + url + ", user=" + user + "]";
    }
}
