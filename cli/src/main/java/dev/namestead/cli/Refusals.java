package dev.namestead.cli;

import dev.namestead.server.app.configuration.ConfigurationException;
import dev.namestead.server.database.DatabaseUnavailableException;
import dev.namestead.server.database.WrongKeyException;
import dev.namestead.server.database.WrongModeException;
import dev.namestead.server.database.embedded.EmbeddedPostgresException;
import dev.namestead.server.extension.CatalogException;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Says in one line why a command could not be done; only what nobody foresaw is logged with its cause. */
final class Refusals implements CommandLine.IExecutionExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    @Override
    public int handleExecutionException(
            Exception exception, CommandLine commandLine, CommandLine.ParseResult parseResult) {
        return tell(exception, commandLine);
    }

    /** The exit code of most commands. */
    int tell(Exception exception, CommandLine commandLine) {
        Throwable failure = exception instanceof CompletionException && exception.getCause() != null
                ? exception.getCause()
                : exception;
        boolean foreseen = isForeseen(failure);
        if (!foreseen) {
            LOG.error("the command failed", failure);
        }
        for (String line : String.valueOf(failure.getMessage()).split("\n")) {
            commandLine.getErr().println("namestead: " + line);
        }
        return foreseen ? Main.REFUSED : Main.FAILED;
    }

    private static boolean isForeseen(Throwable failure) {
        return switch (failure) {
            case RefusedException ignored -> true;
            case dev.namestead.api.RefusedException ignored -> true;
            case ConfigurationException ignored -> true;
            case CatalogException ignored -> true;
            case EmbeddedPostgresException ignored -> true;
            case DatabaseUnavailableException ignored -> true;
            case WrongModeException ignored -> true;
            case WrongKeyException ignored -> true;
            case IOException ignored -> true;
            default -> hasCause(failure, BindException.class);
        };
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> wanted) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (wanted.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
