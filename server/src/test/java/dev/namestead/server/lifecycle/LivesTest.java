package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.lifecycle.LifecycleSettings.Expiry;
import dev.namestead.server.lifecycle.RandomLife.Event;
import dev.namestead.server.lifecycle.RandomLife.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code ./dev lives}, and what it must notice. */
class LivesTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static LifeRegistries registries;

    @BeforeAll
    static void open(@TempDir Path directory) {
        registries = LifeRegistries.plain(directory);
    }

    @AfterAll
    static void close() {
        registries.close();
    }

    @Test
    void twentyLives_breakNoRule() {
        try (Lives lives = new Lives(DATABASE.database(), registries.open(), Pace.EXACT)) {
            Lives.Outcome outcome = lives.live(1, 20);

            assertThat(outcome.broken()).isEmpty();
            assertThat(outcome.counts().registrations()).isGreaterThanOrEqualTo(20);
            assertThat(outcome.counts().renewals()).isGreaterThan(20);
            assertForgottenNoticesAreNoticed(lives);
            System.out.println("20 lives: " + outcome.counts() + " in " + outcome.took());
        }
    }

    /** The control: of each kind that is judged one is not there. */
    private static void assertForgottenNoticesAreNoticed(Lives lives) {
        DATABASE.database().transact(tx -> {
            for (String kind : List.of("auto_renew_price", "data_reminder", "expiry_month")) {
                tx.sql().sql("""
                                UPDATE notice SET kind = 'forgotten', mark = NULL
                                WHERE kind = :kind AND subject = (
                                    SELECT n.subject FROM notice n JOIN registration r ON r.domain_name = n.subject
                                    WHERE n.kind = :kind AND r.ended_at IS NULL
                                      AND NOT EXISTS (SELECT FROM deletion d WHERE d.domain_name = n.subject)
                                    ORDER BY n.number LIMIT 1)
                                """).param("kind", kind).update();
            }
        });
        assertThat(lives.judgedAgain())
                .anyMatch(rule -> rule.contains("its price was told never"))
                .anyMatch(rule -> rule.contains("were told never"))
                .anyMatch(rule -> rule.contains("nobody told expiry_month"));
    }

    /** The control: unpaid names are deleted only when their registry keeps the money. */
    @Test
    void lives_whoseUnpaidNamesAreDeletedTooLate_areNoticed() {
        Pace late = Pace.EXACT.with(
                new Expiry(Duration.ofDays(30), Duration.ofDays(8), Duration.ofDays(-10), Duration.ofDays(-20)),
                LifecycleSettings.DEFAULT.sweep());
        try (Lives lives = new Lives(DATABASE.database(), registries.open(), late)) {
            Lives.Outcome outcome = lives.live(List.of(
                    new RandomLife(1, "kept-too-long.org", List.of(new Event(lives.from(), Kind.REGISTER, "")))));

            assertThat(outcome.broken())
                    .anyMatch(rule -> rule.startsWith("kept-too-long.org: a year was paid at its registry"));
        }
    }
}
