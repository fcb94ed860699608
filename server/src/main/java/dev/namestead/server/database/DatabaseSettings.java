package dev.namestead.server.database;

import java.time.Duration;

/**
 * Where the database is and how many connections may be held to it.
 *
 * @param url JDBC address, {@code jdbc:postgresql://host:port/name}
 * @param poolSize most connections held at once
 * @param acquireTimeout longest wait for a connection before {@link DatabaseUnavailableException}
 */
public record DatabaseSettings(String url, String user, String password, int poolSize, Duration acquireTimeout) {

    /** Without the password: settings may reach a log. */
    @Override
    public String toString() {
        return "DatabaseSettings[url=" + url + ", user=" + user + ", poolSize=" + poolSize + "]";
    }
}
