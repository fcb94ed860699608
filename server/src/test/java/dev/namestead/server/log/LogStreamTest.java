package dev.namestead.server.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.MDC;

@Isolated("takes what the process writes to its standard error")
class LogStreamTest {
    private final List<String> writes = new CopyOnWriteArrayList<>();
    private final LoggerContext context = new LoggerContext();
    private PrintStream before;
    private Logger log;

    @BeforeEach
    void start() {
        before = System.err;
        System.setErr(new PrintStream(new Writes(), true, StandardCharsets.UTF_8));
        context.setMDCAdapter(MDC.getMDCAdapter());
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%msg%n");
        encoder.start();
        var stream = new LogStream();
        stream.setContext(context);
        stream.setEncoder(encoder);
        stream.start();
        log = context.getLogger("test");
        log.addAppender(stream);
    }

    @AfterEach
    void stop() {
        context.stop();
        System.setErr(before);
    }

    @Test
    void lineOfAChange_isThereAtOnce_withThoseBeforeIt() {
        log.info(LogStream.MAY_WAIT, "read");
        log.info("changed");

        assertThat(String.join("", writes)).isEqualTo("read\nchanged\n");
    }

    @Test
    void lineThatMayWait_comesByItself() {
        log.info(LogStream.MAY_WAIT, "read");
        await().atMost(30, TimeUnit.SECONDS).until(() -> String.join("", writes).equals("read\n"));

        log.info(LogStream.MAY_WAIT, "read again");
        await().atMost(30, TimeUnit.SECONDS).until(() -> String.join("", writes).equals("read\nread again\n"));
    }

    @Test
    void linesThatMayWait_areWrittenTogether() {
        for (int i = 0; i < 1_000; i++) {
            log.info(LogStream.MAY_WAIT, "read");
        }
        log.info("changed");

        assertThat(String.join("", writes)).hasLineCount(1_001);
        assertThat(writes).hasSizeLessThan(500);
    }

    private final class Writes extends OutputStream {
        @Override
        public void write(int b) {
            throw new AssertionError("byte by byte");
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            writes.add(new String(bytes, from, length, StandardCharsets.UTF_8));
        }
    }
}
