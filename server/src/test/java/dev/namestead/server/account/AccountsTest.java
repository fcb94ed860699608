package dev.namestead.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.api.AccountId;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.database.TestDatabase;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class AccountsTest {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Actor OPERATOR = new Actor("operator", "test", "run-1");

    private final AccountStore store = new AccountStore();
    private final Accounts accounts = new Accounts(DB.database(), store, new AuditStore());

    @Test
    void newAccount_isFoundWithItsLimitAndNoAgreement() {
        AccountId id = accounts.create(OPERATOR, "Ada", 5);

        Account account = accounts.find(id).orElseThrow();

        assertThat(account.name()).isEqualTo("Ada");
        assertThat(account.domainLimit()).isEqualTo(5);
        assertThat(account.domainCount()).isZero();
        assertThat(account.agreement()).isNull();
        assertThat(auditOf(id)).containsExactly("account.create");
    }

    @Test
    void agreement_isRecordedOnceWithVersionAndActor() {
        AccountId id = accounts.create(OPERATOR, "Ada", 5);

        accounts.acceptAgreement(OPERATOR, id, "2026-01");
        accounts.acceptAgreement(new Actor("user", "other", "r"), id, "2026-01");

        var agreement = accounts.find(id).orElseThrow().agreement();
        assertThat(agreement.version()).isEqualTo("2026-01");
        assertThat(agreement.acceptedBy()).isEqualTo("operator:test");
        assertThat(auditOf(id)).containsExactly("account.create", "account.agreement");
    }

    @Test
    void fiftyAtNinetyNineOfAHundred_letOneThrough() throws Exception {
        AccountId id = accounts.create(OPERATOR, "busy", 100);
        DB.database().transact(tx -> IntStream.range(0, 99).forEach(i -> store.takeDomainSlot(tx, id)));

        List<Boolean> taken;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, 50)
                    .mapToObj(i ->
                            threads.submit(() -> DB.database().inTransaction(tx -> store.takeDomainSlot(tx, id))))
                    .toList();
            threads.close();
            taken = tasks.stream().map(java.util.concurrent.Future::resultNow).toList();
        }

        assertThat(taken).containsOnlyOnce(true);
        assertThat(accounts.find(id).orElseThrow().domainCount()).isEqualTo(100);
    }

    @Test
    void slotThatWasNeverTaken_cannotBeReleased() {
        AccountId id = accounts.create(OPERATOR, "idle", 1);

        assertThatThrownBy(() -> DB.database().transact(tx -> store.releaseDomainSlot(tx, id)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void token_isKeptAsAHashOnly() {
        AccountId id = accounts.create(OPERATOR, "Ada", 5);

        IssuedToken token = accounts.issueToken(OPERATOR, NewToken.of(id, "ci", Scope.READ));

        assertThat(token.token()).matches("nst_[0-9A-Za-z]{40}");
        assertThat(token.toString()).doesNotContain(token.token());
        assertThat(accounts.tokens(id)).singleElement().satisfies(summary -> {
            assertThat(summary.name()).isEqualTo("ci");
            assertThat(summary.scopes()).containsExactly(Scope.READ);
        });
        String rows = DB.database()
                .read(tx -> tx.sql()
                        .sql("SELECT string_agg(t::text, '') FROM api_token t")
                        .query(String.class)
                        .single());
        assertThat(rows).doesNotContain(token.token());
    }

    @Test
    void tokenOfAnAccountThatIsNotThere_isRefused() {
        NewToken wanted = NewToken.of(new AccountId("0".repeat(32)), "x", Scope.READ);

        assertThatThrownBy(() -> accounts.issueToken(OPERATOR, wanted)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<String> auditOf(AccountId account) {
        return DB.database()
                .read(tx -> tx.sql()
                        .sql("SELECT action FROM audit_entry WHERE account_id = :id ORDER BY audit_id")
                        .param("id", account.value())
                        .query(String.class)
                        .list());
    }
}
