package dev.namestead.server.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.namestead.server.app.configuration.LogLevel;
import org.slf4j.LoggerFactory;

/** One log on standard error; what libraries may say there stands in {@code logback.xml}. */
public final class Logging {

    private Logging() {}

    /** How much our own code tells. */
    public static void setLevel(LogLevel level) {
        if (LoggerFactory.getLogger("dev.namestead") instanceof Logger ours) {
            ours.setLevel(Level.toLevel(level.name()));
        }
    }
}
