package dev.namestead.server.app.configuration;

import dev.namestead.server.app.configuration.MailConfiguration.Smtp;
import dev.namestead.server.app.configuration.PaymentConfiguration.Provider;
import dev.namestead.server.app.configuration.RegistrationConfiguration.ConfirmRegistrant;
import dev.namestead.server.database.EnvironmentMode;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.CatalogException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration and checks all of it, each value by itself and what must fit together.
 * Defaults are those of the reference file.
 */
public final class ConfigurationReader {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Function<String, Duration> PAUSE = Values.duration(Duration.ofMillis(1), Duration.ofHours(1));
    private static final Function<String, Duration> PERIOD = Values.duration(Duration.ofMillis(1), YEAR);
    private static final List<String> EXAMPLE_NAME_SERVERS = List.of("ns1.namestead.example", "ns2.namestead.example");

    private final Section root;
    private final Problems problems;
    private final SecretReader secrets;
    private final Path directory;

    private ConfigurationReader(Problems problems, Section root, Path directory, SecretReader secrets) {
        this.problems = problems;
        this.root = root;
        this.directory = directory;
        this.secrets = secrets;
    }

    /**
     * Reads a file; other files that it names are relative to its own directory.
     *
     * @throws ConfigurationException with every mistake
     */
    public static Configuration read(Path file) {
        try {
            Path directory = file.toAbsolutePath().getParent();
            return read(Files.readString(file), file.toString(), directory == null ? Path.of("/") : directory);
        } catch (IOException unreadable) {
            throw ConfigurationException.unreadable(file.toString(), unreadable);
        }
    }

    /**
     * Reads text.
     *
     * @param name what the problems call it
     * @throws ConfigurationException with every mistake
     */
    public static Configuration read(String text, String name, Path directory) {
        Problems problems = new Problems();
        Configuration configuration = read(text, directory, System::getenv, problems);
        problems.throwIfAny(name);
        return configuration;
    }

    static Configuration read(
            String text, Path directory, Function<String, @Nullable String> environment, Problems problems) {
        Section root = new Section(YamlTree.read(text, problems), "", problems);
        return new ConfigurationReader(problems, root, directory, new SecretReader(directory, environment))
                .configuration();
    }

    private Configuration configuration() {
        EnvironmentMode mode = root.choice("mode", EnvironmentMode.SANDBOX);
        List<Section> registries = root.sections("registries");
        Configuration configuration = new Configuration(
                mode,
                root.value("data_directory", text -> directory.resolve(Values.text(text)), directory.resolve("data")),
                root.optional("node", Values.id()),
                root.choice("log_level", LogLevel.INFO),
                http(root.section("http")),
                database(root.section("database")),
                registries.stream()
                        .map(one -> new RegistryReader(one, secrets, directory).read())
                        .toList(),
                sandbox(root.section("sandbox")),
                mail(root.section("mail")),
                workflow(root.section("workflow")),
                accounts(root.section("accounts")),
                catalog(root.section("catalog")),
                search(root.section("search")),
                payment(root.section("payment"), mode),
                registration(root.section("registration")),
                new LifecycleReader(root.section("lifecycle")).read(),
                nodes(root.section("nodes")),
                root.optional("secret_key_file", text -> directory.resolve(Values.text(text))));
        root.end();
        checkTogether(configuration);
        checkCatalog(configuration, registries);
        return configuration;
    }

    private static HttpConfiguration http(Section section) {
        HttpConfiguration http = new HttpConfiguration(
                section.value("bind", Values::text, "127.0.0.1"),
                section.value("port", Values.integer(0, 65_535), 8080),
                section.value(
                        "wait_window", Values.duration(Duration.ZERO, Duration.ofMinutes(5)), Duration.ofSeconds(10)),
                section.value("max_body", Values.bytes(1 << 10, 1 << 26), 1 << 20),
                section.value("max_waiters", Values.integer(0, 1_000_000), 10_000),
                rateLimit(section.section("rate_limit")),
                section.choice("metrics", HttpConfiguration.Metrics.THIS_MACHINE));
        section.end();
        return http;
    }

    private static HttpConfiguration.RateLimit rateLimit(Section section) {
        HttpConfiguration.RateLimit limit = new HttpConfiguration.RateLimit(
                section.value("enabled", Values::flag, false),
                section.value("requests", Values.integer(1, 1_000_000), 1200),
                section.value(
                        "window", Values.duration(Duration.ofSeconds(1), Duration.ofHours(1)), Duration.ofMinutes(5)));
        section.end();
        return limit;
    }

    private DatabaseConfiguration database(Section section) {
        Optional<DatabaseConfiguration.External> external = Optional.empty();
        if (section.has("url")) {
            external = Optional.of(new DatabaseConfiguration.External(
                    section.value("url", Values::jdbcUrl, ""),
                    section.required("user", Values::text, ""),
                    secrets.required(section, "password")));
        } else {
            section.forbid("has no meaning without url", "url", "user", "password", "password_file", "password_env");
        }
        DatabaseConfiguration database = new DatabaseConfiguration(
                external,
                section.value("pool_size", Values.integer(2, 1000), 20),
                section.value("acquire_timeout", PAUSE, Duration.ofSeconds(5)));
        section.end();
        return database;
    }

    private SandboxConfiguration sandbox(Section section) {
        Optional<SandboxConfiguration.Control> control = Optional.empty();
        if (section.has("control_url")) {
            control = Optional.of(new SandboxConfiguration.Control(
                    section.value("control_url", Values.uri("http"), URI.create("http://localhost")),
                    secrets.required(section, "control_token")));
        } else {
            section.forbid(
                    "has no meaning without control_url",
                    "control_url",
                    "control_token",
                    "control_token_file",
                    "control_token_env");
        }
        List<String> registries = section.list("registries", Values::text, List.of());
        section.end();
        return new SandboxConfiguration(registries, control);
    }

    private MailConfiguration mail(Section section) {
        Optional<Smtp> smtp = Optional.empty();
        if (section.has("host")) {
            smtp = Optional.of(new Smtp(
                    section.value("host", Values::text, ""),
                    section.value("port", Values.integer(1, 65_535), 587),
                    mailLogin(section),
                    section.value("starttls", Values::flag, true)));
        } else {
            section.forbid(
                    "has no meaning without host",
                    "host",
                    "port",
                    "user",
                    "password",
                    "password_file",
                    "password_env",
                    "starttls",
                    "bounces_to");
        }
        String from = section.value("from", Values::mailAddress, "registrar@localhost");
        MailConfiguration mail =
                new MailConfiguration(smtp, from, section.value("bounces_to", Values::mailAddress, from));
        section.end();
        return mail;
    }

    private Optional<MailConfiguration.Login> mailLogin(Section section) {
        if (!section.has("user")) {
            section.forbid("has no meaning without user", "password", "password_file", "password_env");
            return Optional.empty();
        }
        return Optional.of(new MailConfiguration.Login(
                section.value("user", Values::text, ""), secrets.required(section, "password")));
    }

    private static WorkflowConfiguration workflow(Section section) {
        WorkflowConfiguration workflow = new WorkflowConfiguration(
                section.value(
                        "lease", Values.duration(Duration.ofSeconds(1), Duration.ofHours(1)), Duration.ofSeconds(30)),
                section.value("runners_per_registry", Values.integer(1, 1000), 32),
                section.value("poll_every", PAUSE, Duration.ofMillis(500)),
                section.value("first_pause", PAUSE, Duration.ofMillis(250)),
                section.value("longest_pause", PAUSE, Duration.ofSeconds(20)),
                section.value("confirmation_expiry", PERIOD, Duration.ofDays(7)),
                section.value("in_progress_blocked_after", PERIOD, Duration.ofMinutes(5)),
                section.value("replay_after_success", PERIOD, Duration.ofHours(24)),
                section.value("replay_after_failure", PERIOD, Duration.ofMinutes(10)),
                section.value("replay_after_renewal", PERIOD, Duration.ofMinutes(10)));
        section.end();
        return workflow;
    }

    private static AccountConfiguration accounts(Section section) {
        AccountConfiguration accounts =
                new AccountConfiguration(section.value("domain_limit", Values.integer(0, 1_000_000), 100));
        section.end();
        return accounts;
    }

    private CatalogConfiguration catalog(Section section) {
        CatalogConfiguration catalog =
                new CatalogConfiguration(section.optional("file", Values.readableFile(directory)));
        section.end();
        return catalog;
    }

    private static SearchConfiguration search(Section section) {
        SearchConfiguration search = new SearchConfiguration(
                section.value(
                        "check_deadline",
                        Values.duration(Duration.ofMillis(100), Duration.ofMinutes(1)),
                        Duration.ofSeconds(10)),
                section.value("keep_knowledge", PERIOD, Duration.ofDays(7)));
        section.end();
        return search;
    }

    private static PaymentConfiguration payment(Section section, EnvironmentMode mode) {
        Provider usual = mode == EnvironmentMode.SANDBOX ? Provider.SANDBOX : Provider.NONE;
        Provider provider = section.choice("provider", usual);
        if (mode == EnvironmentMode.PRODUCTION && provider == Provider.SANDBOX) {
            section.problem("provider", "test cards pay for nothing; not in mode production");
        }
        section.end();
        return new PaymentConfiguration(provider);
    }

    private static RegistrationConfiguration registration(Section section) {
        RegistrationConfiguration registration = new RegistrationConfiguration(
                section.list("default_name_servers", Values::hostName, EXAMPLE_NAME_SERVERS),
                section.choice("confirm_registrant", ConfirmRegistrant.NEVER),
                section.optional("public_url", Values.uri("http", "https")));
        section.end();
        return registration;
    }

    private static NodesConfiguration nodes(Section section) {
        NodesConfiguration nodes = new NodesConfiguration(section.value(
                "lease",
                Values.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                NodesConfiguration.DEFAULT.lease()));
        section.end();
        return nodes;
    }

    /** The catalog is read with the configuration, so that what is wrong in either is told at once. */
    private void checkCatalog(Configuration configuration, List<Section> sections) {
        boolean narrowed = configuration.registries().stream()
                .anyMatch(registry -> !registry.extensions().isEmpty());
        if (configuration.catalog().file().isEmpty() && !narrowed) {
            return;
        }
        try {
            Catalog catalog = configuration.catalog().load();
            // Sandbox registries that were chosen hold what they sell, whatever the catalog says.
            for (int i = 0; configuration.sandbox().registries().isEmpty() && i < sections.size(); i++) {
                RegistryConfiguration registry = configuration.registries().get(i);
                for (String name : catalog.notGivenTo(registry.id(), registry.extensions())) {
                    sections.get(i).problem("extensions", "the catalog does not give ." + name + " to this registry");
                }
            }
        } catch (CatalogException wrong) {
            problems.addElsewhere(String.valueOf(wrong.getMessage()));
        }
    }

    private void checkTogether(Configuration configuration) {
        List<String> ids = configuration.registries().stream()
                .map(RegistryConfiguration::id)
                .toList();
        if (ids.stream().distinct().count() < ids.size()) {
            root.problem("registries", "two of them have the same id");
        }
        if (configuration.mode() == EnvironmentMode.SANDBOX) {
            return;
        }
        if (ids.isEmpty()) {
            root.problem("registries", "a production registrar needs at least one");
        }
        if (configuration.sandbox().control().isPresent()) {
            root.problem("sandbox", "a production registrar has none");
        }
        if (configuration.registration().defaultNameServers().equals(EXAMPLE_NAME_SERVERS)) {
            root.problem("registration", "a production registrar needs default_name_servers of its own");
        }
        boolean asksRegistrants = configuration.registration().confirmRegistrant() != ConfirmRegistrant.NEVER;
        if (asksRegistrants && configuration.mail().smtp().isEmpty()) {
            root.problem("mail", "host is missing: registrants are asked by mail (registration.confirm_registrant)");
        }
        if (asksRegistrants && configuration.registration().publicUrl().isEmpty()) {
            root.problem("registration", "public_url is missing: mails to registrants carry a link");
        }
    }
}
