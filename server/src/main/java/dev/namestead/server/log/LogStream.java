package dev.namestead.server.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * Standard error. A line is written at once and takes with it those before it that may wait; these are written within
 * {@value #MOST_MILLIS} ms in any case. To write each line of an answered read by itself costs a twentieth of what the read costs.
 */
public final class LogStream extends OutputStreamAppender<ILoggingEvent> {
    /** On a line that tells of no change, so that nobody misses it who looks for what happened before a crash. */
    public static final Marker MAY_WAIT = MarkerFactory.getMarker("MAY_WAIT");

    private static final int MOST_BYTES = 32 * 1024;
    private static final int MOST_MILLIS = 100;

    private final AtomicBoolean waiting = new AtomicBoolean();

    @Override
    public void start() {
        setImmediateFlush(false);
        setOutputStream(new BufferedOutputStream(ConsoleTarget.SystemErr.getStream(), MOST_BYTES));
        super.start();
    }

    @Override
    protected void subAppend(ILoggingEvent event) {
        super.subAppend(event);
        List<Marker> markers = event.getMarkerList();
        if (markers == null || !markers.contains(MAY_WAIT)) {
            flush();
        } else if (waiting.compareAndSet(false, true)) {
            getContext().getScheduledExecutorService().schedule(this::flush, MOST_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void flush() {
        // First, for a line that comes now wants a flush of its own.
        waiting.set(false);
        streamWriteLock.lock();
        try {
            getOutputStream().flush();
        } catch (IOException e) {
            addError("standard error cannot be written", e);
        } finally {
            streamWriteLock.unlock();
        }
    }
}
