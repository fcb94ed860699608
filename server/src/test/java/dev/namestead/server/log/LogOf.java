package dev.namestead.server.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a class logs from now on; of what other tests have it log at the same time only what contains the word. */
public final class LogOf implements AutoCloseable {
    private final Logger logger;
    private final String word;
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();

    private LogOf(Logger logger, String word) {
        this.logger = logger;
        this.word = word;
    }

    public static LogOf of(Class<?> type, String word) {
        LogOf log = new LogOf((Logger) LoggerFactory.getLogger(type), word);
        log.told.start();
        log.logger.addAppender(log.told);
        return log;
    }

    /** Oldest first. */
    public List<String> lines() {
        return List.copyOf(told.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains(word))
                .toList();
    }

    @Override
    public void close() {
        logger.detachAppender(told);
    }
}
