package dev.namestead.server.app.configuration;

import dev.namestead.server.database.EnvironmentMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All settings of one server. Made by {@link ConfigurationReader} or {@link #sandbox}; every value has
 * been checked.
 *
 * @param mode sandbox or production; kept in the database, a start with the other is refused
 * @param dataDirectory what the server itself keeps in files: the embedded database, the sandbox registries
 * @param node the name of this server among several on one database; by default one that the data directory keeps
 * @param logLevel of our own code
 * @param registries the registries to connect to; in a sandbox none means the embedded ones
 * @param secretKeyFile the key of what stands encrypted in the database, the same for all servers on it; by default one that the data
 *     directory keeps
 */
public record Configuration(
        EnvironmentMode mode,
        Path dataDirectory,
        Optional<String> node,
        LogLevel logLevel,
        HttpConfiguration http,
        DatabaseConfiguration database,
        List<RegistryConfiguration> registries,
        SandboxConfiguration sandbox,
        MailConfiguration mail,
        WorkflowConfiguration workflow,
        AccountConfiguration accounts,
        CatalogConfiguration catalog,
        SearchConfiguration search,
        PaymentConfiguration payment,
        RegistrationConfiguration registration,
        LifecycleConfiguration lifecycle,
        NodesConfiguration nodes,
        Optional<Path> secretKeyFile) {

    public Configuration {
        registries = List.copyOf(registries);
    }

    /** Everything at its default: a sandbox that keeps its files in this directory. */
    public static Configuration sandbox(Path dataDirectory) {
        return ConfigurationReader.read("", "defaults", dataDirectory).withDataDirectory(dataDirectory);
    }

    public Configuration withDataDirectory(Path directory) {
        return new Configuration(
                mode,
                directory,
                node,
                logLevel,
                http,
                database,
                registries,
                sandbox,
                mail,
                workflow,
                accounts,
                catalog,
                search,
                payment,
                registration,
                lifecycle,
                nodes,
                secretKeyFile);
    }

    /** Listens elsewhere; port 0 is any free one. */
    public Configuration withAddress(String bind, int port) {
        HttpConfiguration moved = http.withAddress(bind, port);
        return new Configuration(
                mode,
                dataDirectory,
                node,
                logLevel,
                moved,
                database,
                registries,
                sandbox,
                mail,
                workflow,
                accounts,
                catalog,
                search,
                payment,
                registration,
                lifecycle,
                nodes,
                secretKeyFile);
    }

    /** Speaks to these registries, which are sandbox registries driven through their control address. */
    public Configuration withRegistries(List<RegistryConfiguration> others, SandboxConfiguration control) {
        return new Configuration(
                mode,
                dataDirectory,
                node,
                logLevel,
                http,
                database,
                others,
                control,
                mail,
                workflow,
                accounts,
                catalog,
                search,
                payment,
                registration,
                lifecycle,
                nodes,
                secretKeyFile);
    }
}
