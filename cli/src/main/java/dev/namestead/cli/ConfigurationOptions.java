package dev.namestead.cli;

import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.app.configuration.ConfigurationReader;
import dev.namestead.server.app.configuration.RegistryConfiguration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server a command is about: the options that all commands on a server share. */
final class ConfigurationOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "the configuration (YAML); without one a sandbox with all defaults")
    private @Nullable Path file;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "where the server keeps its files; data_directory of the configuration, or data beside it; ./data where there is none")
    private @Nullable Path data;

    /** The registries of the configuration, and of the sandbox that runs in the data directory where no configuration is named. */
    List<RegistryConfiguration> registries() {
        Configuration configuration = read();
        Path directory = configuration.dataDirectory();
        List<RegistryConfiguration> registries = new ArrayList<>(configuration.registries());
        if (file == null) {
            Stream.of(SandboxConnection.settingsOfServer(directory), SandboxConnection.settingsApart(directory))
                    .flatMap(settings -> Stream.of(settings, SandboxConnection.practiceBeside(settings)))
                    .filter(Files::isRegularFile)
                    .forEach(settings ->
                            registries.addAll(ConfigurationReader.read(settings).registries()));
        }
        return registries;
    }

    /** The file, if one is named, with what the command line says instead. */
    Configuration read() {
        Path here = Path.of("").toAbsolutePath();
        Configuration configuration = file == null
                ? Configuration.sandbox(here.resolve("data"))
                : ConfigurationReader.read(file.toAbsolutePath());
        return data == null ? configuration : configuration.withDataDirectory(here.resolve(data));
    }
}
