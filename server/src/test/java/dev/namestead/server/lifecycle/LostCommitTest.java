package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.database.CommitUnknownException;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.LosingDatabase;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registration.RegistrationChange;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowProbe;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The answer to the commit that accepts a request is lost: whether the server looks or the client asks again, it is done once. */
class LostCommitTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final RegistrationChange UNLOCK = new RegistrationChange(true, false, null);

    private final ScriptedRegistry registry = new ScriptedRegistry("thick", true);
    private LosingDatabase losing;

    /** What may be asked for a registration, and what the audit calls it. */
    enum Request {
        EDIT("update"),
        RENEW("renew"),
        DELETE("delete"),
        RESTORE("restore");

        private final String audited;

        Request(String action) {
            this.audited = "registration." + action;
        }

        WorkflowId send(RegistrarWorld world, AccountId account, String name) {
            return switch (this) {
                case EDIT -> world.change(account, name, UNLOCK);
                case RENEW -> world.renew(account, name, 1);
                case DELETE -> world.delete(account, name);
                case RESTORE -> world.restore(account, name);
            };
        }

        String name(String prefix) {
            return prefix + "-" + name().toLowerCase(Locale.ROOT) + ".org";
        }
    }

    @BeforeEach
    void open() {
        losing = new LosingDatabase(DATABASE.database());
    }

    @ParameterizedTest
    @EnumSource
    void request_whoseCommitHasNoAnswer_isFoundByTheServer(Request request) {
        String name = request.name("once");
        try (RegistrarWorld world = world()) {
            AccountId account = prepared(world, request, name);

            losing.loseNext(1);
            WorkflowId id = request.send(world, account, name);

            assertThat(losing.left()).isZero();
            assertThat(world.ended(id).state()).isEqualTo(WorkflowState.SUCCEEDED);
            assertDoneOnce(request, name, id);
        }
    }

    @ParameterizedTest
    @EnumSource
    void request_thatNeitherCommitAnswers_isFoundByWhoeverSendsItAgain_whenItIsDone(Request request) {
        String name = request.name("again");
        try (RegistrarWorld world = world()) {
            AccountId account = prepared(world, request, name);

            losing.loseNext(2);
            assertThatThrownBy(() -> request.send(world, account, name)).isInstanceOf(CommitUnknownException.class);
            WorkflowId first = begun(name).getFirst();
            assertThat(world.ended(first).state()).isEqualTo(WorkflowState.SUCCEEDED);

            assertThat(request.send(world, account, name)).isEqualTo(first);
            assertDoneOnce(request, name, first);
        }
    }

    private RegistrarWorld world() {
        RegistrarWorld world = new RegistrarWorld(losing.database(), registry, WorkflowProbe.NONE);
        registry.livesBy(world::now);
        return world;
    }

    /** A registration that the request can be made for. */
    private AccountId prepared(RegistrarWorld world, Request request, String name) {
        AccountId account = world.account();
        world.register(account, name);
        registry.endsAddGrace(name);
        if (request == Request.RESTORE) {
            world.ended(world.delete(account, name));
        }
        return account;
    }

    private static List<WorkflowId> begun(String name) {
        return database()
                .read(tx -> tx.sql()
                        .sql("SELECT id FROM workflow WHERE subject = :name ORDER BY number DESC")
                        .param("name", name)
                        .query((row, _) -> new WorkflowId(row.getObject("id", UUID.class)))
                        .list());
    }

    private static void assertDoneOnce(Request request, String name, WorkflowId id) {
        int before = request == Request.RESTORE ? 2 : 1;
        assertThat(begun(name)).hasSize(before + 1).startsWith(id);
        int audited = database()
                .read(tx -> tx.sql()
                        .sql("SELECT count(*) FROM audit_entry WHERE subject = :name AND action = :action")
                        .param("name", name)
                        .param("action", request.audited)
                        .query(Integer.class)
                        .single());
        assertThat(audited).isOne();
        int holds = database()
                .read(tx -> tx.sql()
                        .sql("SELECT count(*) FROM ledger_transfer WHERE workflow_id = :id AND kind = 'hold'")
                        .param("id", id.value())
                        .query(Integer.class)
                        .single());
        assertThat(holds).isEqualTo(request == Request.RENEW || request == Request.RESTORE ? 1 : 0);
    }

    private static Database database() {
        return DATABASE.database();
    }
}
