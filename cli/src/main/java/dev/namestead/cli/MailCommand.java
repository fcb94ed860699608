package dev.namestead.cli;

import dev.namestead.server.notice.Bounce;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.notice.WrittenNotice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
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
    private static final int MOST_BYTES = 1 << 20;

    /** What mail servers understand of a program that they hand a mail to (sysexits.h): EX_DATAERR and EX_TEMPFAIL. */
    private static final int NO_MAIL = 65;

    private static final int TRY_AGAIN = 75;

    /** A mail begins with a field (RFC 5322), after the line of a mailbox file maybe. */
    private static final Pattern FIELD = Pattern.compile("(?:From [^\\r\\n]*\\r?\\n)?[A-Za-z0-9_.-]+[ \\t]*:");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            name = "bounce",
            description = {
                "Reads a mail from standard input and, where it reports that one of ours could not be delivered, notes"
                        + " that.",
                "For the alias of a mail server behind mail.bounces_to; any other mail is ignored.",
                "Ends with 65 where there is no mail, and with 75 where it cannot be noted now: the mail server keeps it"
                        + " and tries again."
            },
            mixinStandardHelpOptions = true)
    int bounce(@Mixin ConfigurationOptions options) {
        try {
            return bounce(options, System.in.readNBytes(MOST_BYTES));
        } catch (IOException | RuntimeException failure) {
            new Refusals().tell(failure, spec.commandLine());
            return TRY_AGAIN;
        }
    }

    private int bounce(ConfigurationOptions options, byte[] mail) throws IOException {
        if (!FIELD.matcher(new String(mail, StandardCharsets.ISO_8859_1)).lookingAt()) {
            spec.commandLine().getErr().println("namestead: There is no mail on standard input. Nothing was noted.");
            return NO_MAIL;
        }
        Optional<Bounce> bounce = Bounce.read(new ByteArrayInputStream(mail));
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
