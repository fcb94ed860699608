package dev.namestead.cli;

import dev.namestead.api.AccountId;
import dev.namestead.server.account.Account;
import dev.namestead.server.account.Accounts;
import dev.namestead.server.app.configuration.Configuration;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code namestead account}: who the customers are. */
@Command(
        name = "account",
        description = "Makes, equips and lists accounts.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class AccountCommand {

    private static final int MOST_LISTED = 1000;
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "create", description = "Makes an account and prints its id.", mixinStandardHelpOptions = true)
    int create(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "NAME", description = "for people") String name,
            @Option(
                            names = {"--limit", "--domain-limit"},
                            paramLabel = "N",
                            defaultValue = "-1",
                            description = "most registrations; by default accounts.domain_limit of the configuration")
                    int domainLimit,
            @Option(
                            names = "--accept-agreement",
                            paramLabel = "VERSION",
                            description = "the version of the registration agreement that the customer has accepted")
                    @Nullable
                    String agreement) {
        if (agreement != null) {
            requireVersion(agreement);
        }
        Configuration configuration = options.read();
        int limit = domainLimit >= 0 ? domainLimit : configuration.accounts().domainLimit();
        try (Operations operations = Operations.onNew(configuration)) {
            AccountId id = operations.accounts().create(operations.operator(), name, limit);
            out().println(id.value());
            if (agreement != null) {
                operations.accounts().acceptAgreement(operations.operator(), id, agreement);
            }
        }
        return 0;
    }

    @Command(
            name = "agree",
            description = "Records that the customer has accepted the registration agreement; without it nothing is"
                    + " registered.",
            mixinStandardHelpOptions = true)
    int agree(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "ACCOUNT", description = "its id") String account,
            @Parameters(paramLabel = "VERSION", description = "of the agreement, such as 2026-01") String version) {
        AccountId id = TokenCommand.id(account);
        requireVersion(version);
        return change(options, operations -> operations.accounts().acceptAgreement(operations.operator(), id, version));
    }

    /** @param change throws where there is no such account, or no such thing for it */
    private static int change(ConfigurationOptions options, Consumer<Operations> change) {
        try (Operations operations = Operations.on(options.read())) {
            change.accept(operations);
        } catch (IllegalArgumentException notThere) {
            throw new RefusedException(String.valueOf(notThere.getMessage()));
        }
        return 0;
    }

    @Command(
            name = "contact",
            description = "Saves the account's default contact: the registrant of requests that name none.",
            mixinStandardHelpOptions = true)
    int contact(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "ACCOUNT", description = "its id") String account,
            @Mixin ContactOptions contact) {
        AccountId id = TokenCommand.id(account);
        try (Operations operations = Operations.on(options.read())) {
            operations.saveDefaultContact(id, contact.contact());
        }
        return 0;
    }

    @Command(
            name = "language",
            description = "Has notices written to the account's people in another language from now on.",
            mixinStandardHelpOptions = true)
    int language(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "ACCOUNT", description = "its id") String account,
            @Parameters(paramLabel = "LANGUAGE", description = "en or de") String language) {
        AccountId id = TokenCommand.id(account);
        return change(options, operations -> operations.accounts().setLanguage(operations.operator(), id, language));
    }

    @Command(name = "list", description = "Lists accounts, oldest first.", mixinStandardHelpOptions = true)
    int list(@Mixin ConfigurationOptions options) {
        try (Operations operations = Operations.on(options.read())) {
            Accounts accounts = operations.accounts();
            for (AccountId id : accounts.list(MOST_LISTED)) {
                accounts.find(id).ifPresent(account -> out().println(line(account)));
            }
        }
        return 0;
    }

    private static void requireVersion(String version) {
        if (!VERSION.matcher(version).matches()) {
            throw new RefusedException("VERSION must have 1 to 64 letters, digits, dots, dashes or underscores");
        }
    }

    private static String line(Account account) {
        return account.id().value() + "  " + account.domainCount() + "/" + account.domainLimit() + " domains  "
                + account.createdAt() + "  " + account.name();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
