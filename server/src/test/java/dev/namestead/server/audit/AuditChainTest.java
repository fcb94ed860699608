package dev.namestead.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.database.Database;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.registry.SecretBox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The seals over the audit: what they cover, and whatever is done to it behind their back. */
class AuditChainTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Actor TEST = new Actor("operator", "test", "test-request");
    private static final SecretBox KEY = new SecretBox(new byte[32]);

    private final AuditStore audit = new AuditStore();
    private final AuditChain chain = chain();

    private static AuditChain chain() {
        return new AuditChain(database(), KEY::tag);
    }

    private static Database database() {
        return DATABASE.database();
    }

    @BeforeEach
    void clear() {
        execute("TRUNCATE audit_entry, audit_seal, audit_chain RESTART IDENTITY");
    }

    @Test
    void entries_areSealedOnce_inBatches() {
        write(2500);

        assertThat(chain.seal()).isEqualTo(2500);
        assertThat(chain.seal()).isZero();

        AuditVerdict verdict = chain.verify("");
        assertThat(verdict.sealed()).isEqualTo(2500);
        assertThat(verdict.faults()).isEmpty();
        assertThat(verdict.unsealed()).isZero();
        assertThat(verdict.head()).matches("2500:[0-9a-f]{64}");
    }

    @Test
    void auditWithoutEntries_isAsItWasWritten() {
        assertThat(chain.verify("").faults()).isEmpty();
        assertThat(chain.seal()).isZero();
        assertThat(chain.verify("").faults()).isEmpty();
    }

    @Test
    void entryThatIsCommittedLate_isSealedAfterLaterOnes() throws Exception {
        write(1);
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch sealed = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var late = threads.submit(() -> database().inTransaction(tx -> {
                audit.record(tx, TEST, null, "late", "subject", "{}");
                written.countDown();
                await(sealed);
                return true;
            }));
            await(written);
            write(1);
            assertThat(chain.seal()).isEqualTo(2);
            sealed.countDown();
            late.get();
        }

        assertThat(chain.verify("").unsealed()).isOne();
        assertThat(chain.seal()).isOne();
        assertThat(chain.verify("").faults()).isEmpty();
        assertThat(idsByPosition()).containsExactly(1, 3, 2);
    }

    @Test
    void entryThatIsCommittedLaterThanAnyTransactionShouldLive_isSealedByTheNextProcess() {
        var hasty = new AuditChain(database(), KEY::tag, Duration.ZERO);
        write(2);
        execute("UPDATE audit_entry SET subject = 'was not there yet' WHERE audit_id = 1");
        execute("CREATE TABLE kept AS SELECT * FROM audit_entry WHERE audit_id = 1");
        execute("DELETE FROM audit_entry WHERE audit_id = 1");
        assertThat(hasty.seal()).isOne();
        hasty.seal();
        hasty.seal();
        execute("INSERT INTO audit_entry OVERRIDING SYSTEM VALUE SELECT * FROM kept");
        execute("DROP TABLE kept");

        assertThat(hasty.seal()).isZero();
        assertThat(hasty.verify("").unsealed()).isOne();
        assertThat(chain().seal()).isOne();
        assertThat(chain().verify("").faults()).isEmpty();
    }

    @Test
    void serversThatSealAtTheSameTime_makeOneChain() throws Exception {
        write(3000);
        List<Callable<Long>> servers = IntStream.range(0, 4)
                .<Callable<Long>>mapToObj(_ -> chain()::seal)
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(servers);
        }
        chain.seal();

        assertThat(chain.verify("").sealed()).isEqualTo(3000);
        assertThat(chain.verify("").faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "details = '{\"n\":99}'",
                "subject = 'subject-x'",
                "account_id = 'none'",
                "actor_id = 'tes'",
                "recorded_at = recorded_at + interval '1 microsecond'",
                "business_at = business_at - interval '1 microsecond'"
            })
    void entryThatWasChanged_isNamed_andNoOther(String change) {
        write(5);
        chain.seal();

        execute("UPDATE audit_entry SET " + change + " WHERE audit_id = 3");

        assertThat(chain.verify("").faults()).containsExactly("entry 3 is not as it was sealed");
    }

    @Test
    void textThatMovesFromOneFieldToTheNext_isAChange() {
        write(2);
        chain.seal();

        execute("UPDATE audit_entry SET actor_kind = actor_kind || 't', actor_id = 'est' WHERE audit_id = 2");

        assertThat(chain.verify("").faults()).containsExactly("entry 2 is not as it was sealed");
    }

    @Test
    void entryThatWasTakenOut_isNamed_withAndWithoutItsSeal() {
        write(6);
        chain.seal();

        execute("DELETE FROM audit_entry WHERE audit_id IN (2, 4)");
        execute("DELETE FROM audit_seal WHERE audit_id = 4");

        assertThat(chain.verify("").faults()).containsExactly("entry 2 is gone", "the seals between 3 and 5 are gone");
    }

    @Test
    void entryThatWasPutBetweenOthers_takesNoPlaceInTheChain() {
        write(4);
        chain.seal();

        execute("UPDATE audit_entry SET subject = 'another' WHERE audit_id = 2");
        execute("UPDATE audit_seal SET seal = repeat('0', 64) WHERE audit_id = 2");

        // Its seal cannot be made without the key, and the next one was made of the right one.
        assertThat(chain.verify("").faults())
                .containsExactly("entry 2 is not as it was sealed", "entry 3 is not as it was sealed");
    }

    @Test
    void newestEntriesThatWereCutOff_areMissedByWhoeverHasNotedTheEnd() {
        write(4);
        chain.seal();
        String known = chain.verify("").head();
        write(1);
        chain.seal();
        assertThat(chain.verify(known).faults()).isEmpty();

        execute("DELETE FROM audit_entry WHERE audit_id > 3");
        execute("DELETE FROM audit_seal WHERE position > 3");
        assertThat(chain.verify("").faults()).containsExactly("the chain ends at 3 and not at 5");
        execute("UPDATE audit_chain SET position = 3, seal = (SELECT seal FROM audit_seal WHERE position = 3)");

        assertThat(chain.verify("").faults()).isEmpty();
        assertThat(chain.verify(known).faults()).singleElement().asString().contains(known);
    }

    private void write(int entries) {
        database().transact(tx -> {
            for (int i = 0; i < entries; i++) {
                audit.record(tx, TEST, null, "test", "subject", "{\"n\": %d}".formatted(i));
            }
        });
    }

    private static List<Integer> idsByPosition() {
        return database()
                .read(tx -> tx.sql()
                        .sql("SELECT audit_id FROM audit_seal ORDER BY position")
                        .query(Integer.class)
                        .list());
    }

    private static void execute(String sql) {
        database().transact(tx -> tx.sql().sql(sql).update());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
