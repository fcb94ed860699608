package dev.namestead.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code namestead}: starts the programs and runs the operator's commands. */
@Command(
        name = "namestead",
        description = "A domain registrar that anyone can run.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ServeCommand.class,
            SandboxCommand.class,
            EppSubcommand.class,
            AccountCommand.class,
            TokenCommand.class,
            ReconcileCommand.class,
            AuditCommand.class,
            MailCommand.class,
            PollMessagesCommand.class,
            DriftCommand.class,
            VersionCommand.class,
            CommandLine.HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    /** Wrong use, a wrong configuration, or a start that cannot succeed as asked. */
    static final int REFUSED = 2;

    /** Something that we did not foresee. */
    static final int FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        // Helidon logs to java.util.logging; one log is enough.
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(run(System.out, System.err, arguments));
    }

    static CommandLine commands() {
        return new CommandLine(new Main());
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        CommandLine line = commands();
        line.setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler(new Refusals());
        line.setParameterExceptionHandler(Main::refuseUse);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        if (arguments.length == 0) {
            line.usage(line.getErr());
            return REFUSED;
        }
        return line.execute(arguments);
    }

    private static int refuseUse(CommandLine.ParameterException refused, String[] arguments) {
        CommandLine line = refused.getCommandLine();
        line.getErr().println("namestead: " + refused.getMessage());
        line.usage(line.getErr());
        return REFUSED;
    }
}
