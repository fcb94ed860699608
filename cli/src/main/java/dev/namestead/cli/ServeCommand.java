package dev.namestead.cli;

import dev.namestead.sandbox.SandboxConfig;
import dev.namestead.sandbox.SandboxEnvFile;
import dev.namestead.sandbox.SandboxRegistries;
import dev.namestead.sandbox.profile.Profiles;
import dev.namestead.server.app.Logging;
import dev.namestead.server.app.NamesteadServer;
import dev.namestead.server.app.ServerDatabase;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.app.configuration.DataDirectory;
import dev.namestead.server.database.EnvironmentMode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code namestead serve}: the registrar, with sandbox registries of its own unless others are configured. */
@Command(
        name = "serve",
        description = "Starts the registrar; without a configuration a sandbox that needs nothing else.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Option(names = "--port", paramLabel = "N", description = "where to listen; 0 for any free port; by default 8080")
    private @Nullable Integer port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description =
                    "the address to listen on; by default loopback, and only there the documented credentials work")
    private @Nullable String bind;

    @Option(names = "--empty", description = "a sandbox without the demo account")
    private boolean empty;

    @Override
    public Integer call() throws IOException {
        Configuration configuration = withAddress(options.read());
        Logging.setLevel(configuration.logLevel());
        boolean sandbox = configuration.mode() == EnvironmentMode.SANDBOX;
        if (empty && !sandbox) {
            throw new RefusedException("--empty is for a sandbox; this configuration is for production");
        }
        DataDirectory.make(configuration.dataDirectory());
        Running running = new Running();
        try {
            start(configuration, running);
        } catch (RuntimeException | IOException failure) {
            running.closeQuietly();
            throw failure;
        }
        return running.untilStopped();
    }

    private void start(Configuration configuration, Running running) throws IOException {
        // Side by side with the registries: each takes its time.
        CompletableFuture<ServerDatabase> opening = CompletableFuture.supplyAsync(
                () -> ServerDatabase.open(configuration),
                task -> Thread.ofPlatform().name("database-start").start(task));
        running.closing(() -> opening.handle(ServeCommand::close).join());
        Path variablesFile = configuration.dataDirectory().resolve("sandbox.env");
        Map<String, String> registryVariables = Map.of();
        Configuration complete = configuration;
        if (configuration.mode() == EnvironmentMode.SANDBOX
                && configuration.registries().isEmpty()) {
            SandboxRegistries registries = running.closing(startRegistries(configuration));
            // The directory is ours by now; what a killed server left there must not look like readiness.
            Files.deleteIfExists(variablesFile);
            registryVariables = SandboxEnvFile.variables(registries);
            SandboxConnection connection =
                    SandboxConnection.of(registries, configuration.sandbox().registries());
            Path settings = SandboxConnection.settingsOfServer(configuration.dataDirectory());
            connection.writeSettings(settings);
            running.closing(() -> Files.deleteIfExists(settings));
            Path practice = SandboxConnection.practiceBeside(settings);
            SandboxConnection.toPractice(registries).writeSettings(practice);
            running.closing(() -> Files.deleteIfExists(practice));
            complete = connection.in(configuration);
        }
        NamesteadServer server = running.closing(NamesteadServer.start(complete, opening.join(), empty));
        Map<String, String> variables = variables(server);
        if (configuration.mode() == EnvironmentMode.SANDBOX) {
            Map<String, String> all = new LinkedHashMap<>(variables);
            all.putAll(registryVariables);
            VariablesFile.write(variablesFile, all);
            running.closing(() -> Files.deleteIfExists(variablesFile));
        }
        print(server, configuration, variables, variablesFile);
    }

    private static boolean close(@Nullable ServerDatabase opened, @Nullable Throwable failed) {
        if (opened != null) {
            opened.close();
        }
        return failed == null;
    }

    private static SandboxRegistries startRegistries(Configuration configuration) {
        try {
            SandboxConfig usual = SandboxConfig.in(configuration.dataDirectory().resolve("registries"));
            List<String> chosen = configuration.sandbox().registries();
            return SandboxRegistries.start(chosen.isEmpty() ? usual : usual.withProfiles(Profiles.chosen(chosen)));
        } catch (IllegalStateException | IllegalArgumentException refused) {
            throw new RefusedException(String.valueOf(refused.getMessage()));
        }
    }

    private static Map<String, String> variables(NamesteadServer server) {
        Map<String, String> variables = new LinkedHashMap<>();
        String url = server.url() + "/client/v4";
        variables.put("REGISTRAR_URL", url);
        variables.put("CLOUDFLARE_BASE_URL", url);
        variables.put("SANDBOX_URL", server.url() + "/sandbox");
        server.demo().ifPresent(demo -> {
            variables.put("REGISTRAR_ACCOUNT", demo.account());
            variables.put("REGISTRAR_TOKEN", demo.token());
            variables.put("CLOUDFLARE_ACCOUNT_ID", demo.account());
            variables.put("CLOUDFLARE_API_TOKEN", demo.token());
        });
        return variables;
    }

    private void print(
            NamesteadServer server, Configuration configuration, Map<String, String> variables, Path variablesFile) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Namestead is ready (" + configuration.mode().text() + ").");
        out.println("  base URL   " + variables.get("REGISTRAR_URL"));
        server.demo().ifPresent(demo -> {
            out.println("  account    " + demo.account());
            out.println("  token      " + demo.token());
            out.println("  user, key  " + demo.email() + "  " + demo.apiKey());
        });
        if (configuration.mode() == EnvironmentMode.SANDBOX) {
            out.println("  variables  . " + shortest(variablesFile));
        }
        out.println("Ctrl-C stops it.");
        out.flush();
    }

    /** Relative where the file lies below the current directory. */
    private static Path shortest(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }

    private Configuration withAddress(Configuration configuration) {
        int listenOn = Optional.ofNullable(port).orElse(configuration.http().port());
        if (listenOn < 0 || listenOn > 65_535) {
            throw new picocli.CommandLine.ParameterException(
                    spec.commandLine(), "--port must be from 0 to 65535, is " + listenOn);
        }
        return configuration.withAddress(
                Optional.ofNullable(bind).orElse(configuration.http().bind()), listenOn);
    }
}
