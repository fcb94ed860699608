package dev.namestead.server.app.configuration;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Reads what is to become of registrations in time. */
final class LifecycleReader {
    private static final Function<String, Duration> SPAN = Values.duration(Duration.ofHours(1), Duration.ofDays(365));
    private static final Function<String, Duration> PAUSE =
            Values.duration(Duration.ofMillis(100), Duration.ofHours(1));

    private final Section section;

    LifecycleReader(Section section) {
        this.section = section;
    }

    LifecycleConfiguration read() {
        LifecycleConfiguration lifecycle = new LifecycleConfiguration(
                section.value("policy", Values::text, "2026-01"),
                days("price_notice", 35),
                days("charge_after_notice", 1),
                section.list("tries_before", SPAN, List.of(day(30), day(20), day(10), day(3), day(1))),
                section.list("tries_after", SPAN, List.of(day(2), day(10), day(20), day(30))),
                days("month_notice", 29),
                days("week_notice", 7),
                days("expired_notice", 1),
                days("interrupt_after", 30),
                days("interrupt_at_least", 8),
                days("delete_before", 5),
                days("alarm_before", 2),
                days("verification_within", 15),
                section.list("verification_reminders", SPAN, List.of(day(5), day(10))),
                section.value("refund_in_add_grace", Values::flag, false),
                section.list("payment_tries", SPAN, List.of(day(1), day(3), day(7), day(14), day(30))),
                days("sweep_near", 60),
                days("sweep_often", 1),
                days("sweep_seldom", 7),
                section.value("sweep_most", Values.integer(1, 100_000), 100),
                section.value("every", PAUSE, Duration.ofSeconds(15)),
                section.value("add_grace_names", Values.integer(0, 1_000_000), 50),
                section.value("add_grace_percent", Values.integer(0, 100), 10),
                section.value("add_grace_warn", Values.integer(1, 100), 80));
        check(lifecycle);
        section.end();
        return lifecycle;
    }

    private Duration days(String key, int usual) {
        return section.value(key, SPAN, day(usual));
    }

    private static Duration day(int days) {
        return Duration.ofDays(days);
    }

    private void check(LifecycleConfiguration lifecycle) {
        if (lifecycle.triesBefore().isEmpty()) {
            section.problem("tries_before", "needs one try at least");
        }
        if (lifecycle.triesBefore().stream()
                .anyMatch(one -> one.plus(lifecycle.chargeAfterNotice()).compareTo(lifecycle.priceNotice()) > 0)) {
            section.problem("price_notice", "must come charge_after_notice before the first of tries_before");
        }
        if (lifecycle.paymentTries().isEmpty()) {
            section.problem("payment_tries", "needs one span at least");
        }
        if (lifecycle.weekNotice().compareTo(lifecycle.monthNotice()) >= 0) {
            section.problem("week_notice", "must be shorter than month_notice");
        }
        if (lifecycle.alarmBefore().compareTo(lifecycle.deleteBefore()) >= 0) {
            section.problem("alarm_before", "must be shorter than delete_before");
        }
    }
}
