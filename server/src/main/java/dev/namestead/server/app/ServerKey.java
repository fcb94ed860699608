package dev.namestead.server.app;

import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Migrations;
import dev.namestead.server.registry.SecretBox;
import java.nio.file.Path;

/** The key of what stands encrypted or sealed in the database. */
public final class ServerKey {
    private ServerKey() {}

    /**
     * The configured key, made where it does not exist yet.
     *
     * @throws dev.namestead.server.database.WrongKeyException the database's secrets are written under another, by whichever server
     */
    public static SecretBox of(Configuration configuration, Database database) {
        Path file = configuration
                .secretKeyFile()
                .orElse(configuration.dataDirectory().resolve("secret.key"));
        SecretBox secrets = SecretBox.of(file);
        Migrations.claimKey(database, secrets.fingerprint(), file);
        return secrets;
    }
}
