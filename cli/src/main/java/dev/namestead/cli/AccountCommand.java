package dev.namestead.cli;

import dev.namestead.api.AccountId;
import dev.namestead.server.account.Account;
import dev.namestead.server.account.Accounts;
import dev.namestead.server.app.configuration.Configuration;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code namestead account}: who the customers are. */
@Command(
        name = "account",
        description = "Makes and lists accounts.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class AccountCommand {

    private static final int MOST_LISTED = 1000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(name = "create", description = "Makes an account and prints its id.", mixinStandardHelpOptions = true)
    int create(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "NAME", description = "for people") String name,
            @Option(
                            names = "--domain-limit",
                            paramLabel = "N",
                            defaultValue = "-1",
                            description = "most registrations; by default accounts.domain_limit of the configuration")
                    int domainLimit) {
        Configuration configuration = options.read();
        int limit = domainLimit >= 0 ? domainLimit : configuration.accounts().domainLimit();
        try (Operations operations = Operations.on(configuration)) {
            AccountId id = operations.accounts().create(operations.operator(), name, limit);
            out().println(id.value());
        }
        return 0;
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

    private static String line(Account account) {
        return account.id().value() + "  " + account.domainCount() + "/" + account.domainLimit() + " domains  "
                + account.createdAt() + "  " + account.name();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
