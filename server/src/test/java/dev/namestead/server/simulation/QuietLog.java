package dev.namestead.server.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Switches the server's log off: a simulation has more to complain of than anybody reads, and its trace tells it better. */
final class QuietLog {
    private final Logger log = (Logger) LoggerFactory.getLogger("dev.namestead.server");
    private Level before;

    void off() {
        before = log.getLevel();
        log.setLevel(Level.OFF);
    }

    void on() {
        log.setLevel(before);
    }
}
