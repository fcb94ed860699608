package dev.namestead.cli;

import dev.namestead.server.app.PaymentChoice;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.app.configuration.PaymentConfiguration;
import dev.namestead.server.reconciliation.Report;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code namestead reconcile}: whether every cent of the books is explained. */
@Command(
        name = "reconcile",
        description = {
            "Holds the ledger against workflows, registrations and the payment provider, and prints what each balance consists of.",
            "Changes nothing. Ends with 0 where every cent is explained, with 3 where one is not."
        },
        mixinStandardHelpOptions = true)
final class ReconcileCommand implements Callable<Integer> {
    private static final int DRIFTED = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Override
    public Integer call() {
        Configuration configuration = options.read();
        PaymentChoice choice = configuration.payment().provider() == PaymentConfiguration.Provider.SANDBOX
                ? PaymentChoice.SANDBOX
                : PaymentChoice.INVOICE;
        try (Operations operations = Operations.on(configuration)) {
            Report report = operations.reconcile(choice);
            spec.commandLine().getOut().print(report.text());
            spec.commandLine().getOut().flush();
            return report.clean() ? CommandLine.ExitCode.OK : DRIFTED;
        }
    }
}
