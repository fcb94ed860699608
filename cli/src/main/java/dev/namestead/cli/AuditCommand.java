package dev.namestead.cli;

import dev.namestead.server.app.ServerKey;
import dev.namestead.server.app.configuration.Configuration;
import dev.namestead.server.audit.AuditChain;
import dev.namestead.server.audit.AuditVerdict;
import dev.namestead.server.database.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code namestead audit}: the record of who changed what. */
@Command(
        name = "audit",
        description = "Looks after the record of who changed what.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class AuditCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "verify",
            description = {
                "Says whether all sealed entries are as they were written, and which are not.",
                "Prints the end of the chain. Keep it outside of the database: with --known it shows that nothing was cut off since."
            },
            mixinStandardHelpOptions = true)
    int verify(
            @Mixin ConfigurationOptions options,
            @Option(
                            names = "--known",
                            paramLabel = "POSITION:SEAL",
                            defaultValue = "",
                            description = "the end of the chain as an earlier run printed it")
                    String known) {
        Configuration configuration = options.read();
        try (Operations operations = Operations.on(configuration)) {
            Database database = operations.database().database();
            AuditChain chain = new AuditChain(database, ServerKey.of(configuration, database)::tag);
            AuditVerdict verdict = chain.verify(known);
            verdict.faults().forEach(fault -> spec.commandLine().getErr().println("namestead: " + fault));
            print(verdict);
            return verdict.faults().isEmpty() ? 0 : Main.FAILED;
        }
    }

    private void print(AuditVerdict verdict) {
        var out = spec.commandLine().getOut();
        out.println(verdict.sealed() + " entries are sealed"
                + (verdict.faults().isEmpty() ? " and as they were written" : ""));
        verdict.oldestUnsealed()
                .ifPresent(oldest -> out.println(verdict.unsealed() + " are not sealed yet, the oldest of " + oldest));
        out.println("known: " + verdict.head());
    }
}
