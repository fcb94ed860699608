package dev.namestead.cli;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.Hello;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.client.NoAnswerException;
import dev.namestead.epp.client.NoSessionException;
import dev.namestead.epp.client.NotSentException;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.Watchdog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code namestead epp}: one command to one registry, for whoever has to know at night what it says. */
@Command(
        name = "epp",
        description = {
            "Logs in at a registry, shows its greeting, sends one command and prints the answer, secrets masked.",
            "Without a command it only logs in.",
            EppWords.HELP
        },
        mixinStandardHelpOptions = true)
final class EppSubcommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "HOST:PORT",
            description = "the registry, or its id in --config, or that of a sandbox in --data")
    private String registry = "";

    @Parameters(index = "1..*", paramLabel = "WORD", description = "the command in words")
    private List<String> words = List.of();

    @Mixin
    private EppConnection connection = new EppConnection();

    @Option(names = "--file", paramLabel = "FILE", description = "sends this XML instead of words, as it stands")
    private @Nullable Path file;

    @Option(names = "--yes", description = "sends a command that changes something; without it such are not sent")
    private boolean yes;

    @Option(names = "--xml", description = "shows all frames as they are, but for secrets")
    private boolean xml;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "20s",
            converter = Seconds.class,
            description = "how long login and command may take each, such as 5s; ${DEFAULT-VALUE} unless given")
    private Duration timeout = Duration.ofSeconds(20);

    @Option(
            names = "--new-password-file",
            paramLabel = "FILE",
            description = "changes the password to what stands in this file: offers it, logs in with it, and only then "
                    + "puts it into --password-file")
    private @Nullable Path newPassword;

    @Override
    public Integer call() {
        byte[] frame = file == null ? null : read(file);
        EppCommand command = frame == null && !words.isEmpty() && !EppWords.isHello(words)
                ? EppWords.command(words, EppConnection.newClTrid())
                : null;
        refuseChanges(frame, command);
        try (var watchdog = new Watchdog()) {
            FrameListener shown = xml ? this::show : FrameListener.NONE;
            EppConnection.Reached reached = connection.reach(registry, newPassword, watchdog, shown);
            EppSession session = reached.sessions().open(timeout);
            try {
                return talk(session, frame, command == null ? null : complete(command, session, reached));
            } finally {
                session.logout(EppConnection.newClTrid(), Duration.ofSeconds(5));
            }
        } catch (NoSessionException e) {
            throw new RefusedException(e.reason() + ": " + told(e));
        } catch (IllegalArgumentException e) {
            // A text that no frame can carry.
            throw new RefusedException(String.valueOf(e.getMessage()));
        } catch (NotSentException e) {
            throw new RefusedException("not sent: " + e.getMessage());
        } catch (NoAnswerException e) {
            throw new RefusedException(
                    "sent, and what became of it is unknown; ask before you send it again: " + e.getMessage());
        }
    }

    private void show(FrameListener.Direction way, String frame) {
        out().println(way + " " + frame.lines().map(PlainText::of).collect(Collectors.joining("\n")));
    }

    private static String told(NoSessionException failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("PKIX")) {
            return "nobody whom we trust vouches for the registry's certificate; --ca names the file with its"
                    + " authority's";
        }
        if (message.contains("unrecognized SSL message")) {
            return "what answers at that port speaks no TLS; that of EPP is usually 700";
        }
        if (message.contains("subject alternative")) {
            return message + "; --server-name says for what name the certificate is made out";
        }
        return message;
    }

    /** {@code 5s}, as in the configuration. */
    static final class Seconds implements CommandLine.ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("[1-9][0-9]{0,3}s")) {
                throw new CommandLine.TypeConversionException("must be from 1s to 9999s, is '" + text + "'");
            }
            return Duration.ofSeconds(Integer.parseInt(text.substring(0, text.length() - 1)));
        }
    }

    /** With what depends on what this registry speaks. */
    private EppCommand complete(EppCommand command, EppSession session, EppConnection.Reached reached) {
        return reached.subProducts().named(EppWords.withPrices(words, command, session), session);
    }

    private int talk(EppSession session, byte @Nullable [] frame, @Nullable EppCommand command)
            throws NotSentException, NoAnswerException {
        var printer = new EppPrinter(out());
        Greeting greeting = EppWords.isHello(words) ? session.hello(timeout) : session.greeting();
        printer.greeting(greeting, session);
        if (newPassword != null) {
            out().println("The new password has been used, and the old one is given up.");
        }
        if (frame == null && command == null) {
            return 0;
        }
        EppSession.Answer answer = frame == null
                ? session.exchange(Objects.requireNonNull(command), timeout, () -> true)
                : session.exchangeXml(frame, timeout);
        printer.answer(answer);
        return answer.response().isSuccess() ? 0 : Main.FAILED;
    }

    private void refuseChanges(byte @Nullable [] frame, @Nullable EppCommand command) {
        boolean changes = frame != null && changes(frame)
                || command != null && command.body().transforms();
        if (changes && !yes) {
            throw new RefusedException("this command changes something: say --yes if you mean it");
        }
    }

    private static boolean changes(byte[] frame) {
        try {
            return switch (EppCodec.standard().decode(frame)) {
                case EppCommand command -> command.body().transforms();
                case Hello _ -> false;
                default -> throw new RefusedException("the file holds no command");
            };
        } catch (EppFormatException e) {
            // It may be what the operator wants to try out; what it does nobody knows.
            return true;
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new RefusedException("cannot read " + file + ": " + e.getMessage());
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
