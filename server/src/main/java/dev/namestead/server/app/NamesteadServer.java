package dev.namestead.server.app;

import dev.namestead.server.app.configuration.Configuration;
import java.net.URI;
import java.util.Optional;

/** The whole registrar, composed from its configuration by plain constructors, and running until closed. */
public final class NamesteadServer implements AutoCloseable {

    /**
     * How a developer gets into a sandbox.
     *
     * @param account the demo account's id
     */
    public record SandboxAccess(String account, String token, String email, String apiKey) {}

    private final Configuration configuration;
    private final ServerDatabase database;

    private NamesteadServer(Configuration configuration, ServerDatabase database) {
        this.configuration = configuration;
        this.database = database;
    }

    /**
     * Starts everything; returns when the server is ready.
     *
     * @param empty a sandbox without the demo account
     */
    public static NamesteadServer start(Configuration configuration, boolean empty) {
        return new NamesteadServer(configuration, ServerDatabase.open(configuration));
    }

    /** Where clients reach it, without a path. */
    public URI url() {
        return URI.create("http://" + configuration.http().bind() + ":"
                + configuration.http().port());
    }

    /** The demo account of a sandbox; empty in production and where it was not wanted. */
    public Optional<SandboxAccess> demo() {
        return Optional.empty();
    }

    /** Ends what runs in an orderly way: requests first, the database last. */
    @Override
    public void close() {
        database.close();
    }
}
