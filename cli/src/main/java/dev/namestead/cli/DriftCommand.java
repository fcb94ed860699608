package dev.namestead.cli;

import dev.namestead.server.extension.DomainName;
import dev.namestead.server.lifecycle.Drift;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code namestead drift}: where registries differed from what was known here. */
@Command(
        name = "drift",
        description = {
            "Lists where a registry showed what nobody here had done or expected, newest first: when, which name of which account, and what of it.",
            "The registry was believed each time; a difference of a registration is listed once. Changes nothing."
        },
        mixinStandardHelpOptions = true)
final class DriftCommand implements Callable<Integer> {
    private static final String MOST_LISTED = "100";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Option(names = "--name", paramLabel = "NAME", description = "only of this domain name")
    private @Nullable String name;

    @Option(names = "--most", paramLabel = "N", defaultValue = MOST_LISTED, description = "of them")
    private int most;

    @Override
    public Integer call() {
        try (Operations operations = Operations.on(options.read())) {
            List<Drift> drifts = operations.drifts(name == null ? null : read(name), Math.max(0, most));
            PrintWriter out = spec.commandLine().getOut();
            drifts.forEach(each -> out.println(line(each)));
            if (drifts.isEmpty()) {
                out.println("No registry has differed.");
            }
            out.flush();
            return CommandLine.ExitCode.OK;
        }
    }

    private static DomainName read(String text) {
        return DomainName.parse(text)
                .orElseThrow(() -> new RefusedException(PlainText.of(text) + " is not a domain name"));
    }

    private static String line(Drift drift) {
        return "%s  %s  %s  %s was %s here and %s at its registry"
                .formatted(
                        drift.seenAt(),
                        drift.account(),
                        drift.name(),
                        drift.field(),
                        shown(drift.ours()),
                        shown(drift.theirs()));
    }

    private static String shown(String value) {
        return value.isEmpty() ? "-" : PlainText.of(value);
    }
}
