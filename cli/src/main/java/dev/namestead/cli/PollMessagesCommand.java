package dev.namestead.cli;

import dev.namestead.server.registry.epp.KeptMessage;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code namestead poll-messages}: what registries have told us. */
@Command(
        name = "poll-messages",
        description = {
            "Lists the messages that registries have sent us, newest first: when, which, about what name, what became of it, its text.",
            "All are kept for good. One that means nothing to us is 'unknown'; one that cannot be applied is tried again for ever."
        },
        mixinStandardHelpOptions = true)
final class PollMessagesCommand implements Callable<Integer> {
    private static final String MOST_LISTED = "100";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Option(names = "--registry", paramLabel = "ID", description = "only of this registry")
    private @Nullable String registry;

    @Option(names = "--unknown", description = "only those that mean nothing to us or could not be applied")
    private boolean unknown;

    @Option(names = "--frames", description = "with the whole frame of each, secrets masked")
    private boolean frames;

    @Option(names = "--most", paramLabel = "N", defaultValue = MOST_LISTED, description = "of them")
    private int most;

    @Override
    public Integer call() {
        try (Operations operations = Operations.on(options.read())) {
            List<KeptMessage> kept =
                    operations.messages().list(Optional.ofNullable(registry), unknown, Math.max(0, most));
            PrintWriter out = spec.commandLine().getOut();
            kept.forEach(message -> print(out, message));
            if (kept.isEmpty()) {
                out.println("There are no such messages.");
            }
            out.flush();
            return CommandLine.ExitCode.OK;
        }
    }

    private void print(PrintWriter out, KeptMessage message) {
        out.println("%s  %-8s %-12s %-9s %s  %s"
                .formatted(
                        message.queuedAt().equals(Instant.EPOCH)
                                ? "without a date      "
                                : message.queuedAt().toString(),
                        message.registryId(),
                        PlainText.of(message.messageId()),
                        state(message),
                        message.domainName() == null ? "-" : message.domainName(),
                        message.text() == null ? "" : PlainText.of(message.text())));
        if (message.appliedAt() == null && message.problem() != null) {
            out.println("    tried %d times: %s".formatted(message.attempts(), PlainText.of(message.problem())));
        }
        if (frames) {
            message.xml().lines().forEach(line -> out.println("    " + PlainText.of(line)));
        }
    }

    private static String state(KeptMessage message) {
        if (message.appliedAt() == null) {
            return message.attempts() == 0 ? "waits" : "failing";
        }
        return message.unknown() ? "unknown" : "applied";
    }
}
