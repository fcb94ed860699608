package dev.namestead.cli;

import dev.namestead.server.notice.Bounce;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.notice.WrittenNotice;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code namestead mail}: what became of the mails that were sent. */
@Command(
        name = "mail",
        description = "Looks after the mails that were sent.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class MailCommand {
    private static final String MOST_LISTED = "100";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "bounce",
            description = {
                "Reads a mail from standard input and, where it reports that one of ours could not be delivered, notes"
                        + " that.",
                "For the alias of a mail server behind mail.bounces_to; any other mail is ignored."
            },
            mixinStandardHelpOptions = true)
    int bounce(@Mixin ConfigurationOptions options) throws IOException {
        return bounce(options, System.in);
    }

    private int bounce(ConfigurationOptions options, InputStream mail) throws IOException {
        Optional<Bounce> bounce = Bounce.read(mail);
        if (bounce.isEmpty()) {
            out().println("This is no report of a mail of ours that could not be delivered.");
            return 0;
        }
        try (Operations operations = Operations.on(options.read());
                Notices notices = operations.notices()) {
            out().println(
                            notices.bounced(bounce.get())
                                    ? "Noted: %s was not delivered, %s"
                                            .formatted(
                                                    bounce.get().notice(),
                                                    bounce.get().reason())
                                    : "There is no sent mail %s."
                                            .formatted(bounce.get().notice()));
        }
        return 0;
    }

    @Command(
            name = "undelivered",
            description = "Lists the mails that were refused or bounced, newest first.",
            mixinStandardHelpOptions = true)
    int undelivered(
            @Mixin ConfigurationOptions options,
            @Option(names = "--most", paramLabel = "N", defaultValue = MOST_LISTED, description = "of them") int most) {
        try (Operations operations = Operations.on(options.read());
                Notices notices = operations.notices()) {
            notices.undelivered(most).forEach(one -> out().println(line(one.written(), one.reason())));
        }
        return 0;
    }

    private static String line(WrittenNotice written, String reason) {
        return "%s  %-8s %s  %s  %s  %s"
                .formatted(
                        written.createdAt(),
                        written.state(),
                        written.notice().kind(),
                        written.notice().subject(),
                        written.notice().recipient(),
                        reason);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
