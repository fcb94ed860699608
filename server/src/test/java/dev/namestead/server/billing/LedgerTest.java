package dev.namestead.server.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.TestDatabase;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Double entry by constraint. */
class LedgerTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final AccountId ACCOUNT = new AccountId("b".repeat(32));
    private static final Money PRICE = Money.of("USD", 857);

    private final Ledger ledger = new Ledger();

    @Test
    void aHold_isSettledOneWayOnly() {
        UUID workflow = UUID.randomUUID();
        DATABASE.database().transact(tx -> ledger.hold(tx, ACCOUNT, workflow, "one.org", PRICE));
        DATABASE.database().transact(tx -> ledger.post(tx, ACCOUNT, workflow));

        assertThatThrownBy(() -> DATABASE.database().transact(tx -> ledger.voidHold(tx, ACCOUNT, workflow)))
                .hasMessageContaining("ledger_transfer_settled");
    }

    @Test
    void whatIsWrittenTwice_countsOnce() {
        UUID workflow = UUID.randomUUID();
        for (int time = 0; time < 2; time++) {
            DATABASE.database().transact(tx -> {
                ledger.hold(tx, ACCOUNT, workflow, "twice.org", PRICE);
                ledger.post(tx, ACCOUNT, workflow);
                ledger.capture(tx, ACCOUNT, workflow, "twice.org", PRICE);
            });
        }

        assertThat(page().stream().filter(entry -> entry.subject().equals("twice.org")))
                .hasSize(3);
    }

    @Test
    void aVoidOfNothing_isAFaultOfOurs() {
        assertThatThrownBy(() -> DATABASE.database().transact(tx -> ledger.voidHold(tx, ACCOUNT, UUID.randomUUID())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void transfers_areNeverChanged() {
        UUID workflow = UUID.randomUUID();
        DATABASE.database().transact(tx -> ledger.hold(tx, ACCOUNT, workflow, "stone.org", PRICE));

        for (String sql : List.of(
                "UPDATE ledger_transfer SET amount = 1 WHERE workflow_id = :id",
                "DELETE FROM ledger_transfer WHERE workflow_id = :id")) {
            assertThatThrownBy(() -> DATABASE.database()
                            .transact(tx ->
                                    tx.sql().sql(sql).param("id", workflow).update()))
                    .hasMessageContaining("never changed");
        }
    }

    @Test
    void whateverHappens_theSumIsZeroAndHoldsAreWhatIsOpen() {
        Random random = new Random(42);
        AccountId account = new AccountId("c".repeat(32));
        long open = 0;
        for (int number = 0; number < 200; number++) {
            UUID workflow = UUID.randomUUID();
            Money amount = Money.of("USD", 1 + random.nextInt(5000));
            int fate = random.nextInt(3);
            DATABASE.database().transact(tx -> {
                ledger.hold(tx, account, workflow, "random.org", amount);
                if (fate == 1) {
                    ledger.voidHold(tx, account, workflow);
                } else if (fate == 2) {
                    ledger.post(tx, account, workflow);
                    ledger.capture(tx, account, workflow, "random.org", amount);
                    ledger.cost(tx, account, workflow, "random.org", "thin", amount);
                }
            });
            open += fate == 0 ? amount.minorUnits() : 0;
        }

        assertThat(balance(account, "%")).isZero();
        assertThat(balance(account, "held")).isEqualTo(-open);
        assertThat(balance(account, "customer")).isEqualTo(open);
    }

    /** Debits less credits of the ledger accounts that are like this. */
    private static long balance(AccountId account, String like) {
        return DATABASE.database()
                .read(tx -> tx.sql()
                        .sql("""
                                SELECT coalesce(sum(amount) FILTER (WHERE debit LIKE :like), 0)
                                     - coalesce(sum(amount) FILTER (WHERE credit LIKE :like), 0)
                                FROM ledger_transfer WHERE account_id = :account
                                """)
                        .param("like", like)
                        .param("account", account.value())
                        .query(Long.class)
                        .single());
    }

    private List<LedgerEntry> page() {
        return DATABASE.database().read(tx -> ledger.page(tx, ACCOUNT, null, 1000));
    }
}
