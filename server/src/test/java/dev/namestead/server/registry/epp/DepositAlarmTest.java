package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DepositAlarmTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger(DepositAlarm.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);

    @BeforeEach
    void listen() {
        told.start();
        logger.addAppender(told);
    }

    @AfterEach
    void listenNoMore() {
        logger.detachAppender(told);
    }

    @Test
    void anEmptyDeposit_isToldAtOnce_andThenOnceInTenMinutes() {
        DepositAlarm alarm = new DepositAlarm("alarm-test", nanos::get);
        for (int i = 0; i < 100; i++) {
            alarm.refused(2104, "Billing failure");
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertThat(told.list).hasSize(1);

        nanos.addAndGet(Duration.ofMinutes(9).toNanos());
        alarm.refused(2104, "Billing failure");
        assertThat(told.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .last()
                .asString()
                .startsWith("ALARM our deposit at registry alarm-test is empty: 2104 Billing failure")
                .contains("99 more commands");
    }
}
