package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.acceptance.Holdings.Holding;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/** The judge is judged: it finds nothing where nothing is wrong, and names each corruption that is planted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvariantsIT {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final String OF_GOOD =
            "workflow_id = (SELECT id FROM workflow WHERE subject = 'good.xyz' AND kind =" + " 'registration')";
    private static final String IMMUTABLE_OFF =
            "ALTER TABLE ledger_transfer DISABLE TRIGGER ledger_transfer_immutable;";

    /** A corruption in SQL, and words of the rule that it breaks. */
    static final List<Arguments> CORRUPTIONS = List.of(
            Arguments.of(
                    "UPDATE workflow SET state = 'in_progress', wake_at = now() WHERE subject = 'good.xyz'",
                    "ended or waits for a live cause: registration of good.xyz is in_progress"),
            Arguments.of(
                    "UPDATE confirmation SET expires_at = now() - interval '1 hour'",
                    "ended or waits for a live cause: registration of asked-confirm.com is action_required"),
            Arguments.of(
                    "UPDATE registry_intent SET decision = true WHERE object = 'waits-pending.com'",
                    "ended or waits for a live cause: registration of waits-pending.com is blocked"),
            Arguments.of(
                    "UPDATE workflow SET lease_owner = 'a ghost' WHERE subject = 'good.com'",
                    "an ended workflow is nobody's: registration of good.com"),
            Arguments.of("""
                    INSERT INTO registry_intent (cl_trid, workflow_id, registry_id, command, object, state)
                    SELECT 'again', workflow_id, registry_id, command, object, state FROM registry_intent
                    WHERE object = 'good.com' AND command = 'domain:create'""", "creates once: good.com was created 2"),
            Arguments.of(
                    "DELETE FROM registry_intent WHERE object = 'good.com'",
                    "create answered or read: good.com succeeded"),
            Arguments.of(
                    "UPDATE registry_intent SET auth_info = '\\x00' WHERE object = 'good.com'",
                    "secrets of an ended workflow are forgotten: good.com"),
            Arguments.of("""
                    INSERT INTO registry_message (registry_id, message_id, queued_at, content_hash, xml)
                    VALUES ('thin', '7', now(), '', '')""", "messages of registries are applied: 7 of thin"),
            Arguments.of("""
                    INSERT INTO ledger_transfer
                        (account_id, workflow_id, kind, subject, debit, credit, currency, amount, at)
                    SELECT account_id, workflow_id, 'capture', subject, 'provider', 'customer', currency, amount, at
                    FROM ledger_transfer WHERE kind = 'void' AND subject = 'bad-rejected.xyz'""", "what failed is not charged: registration of bad-rejected.xyz"),
            Arguments.of(
                    IMMUTABLE_OFF + "DROP INDEX ledger_transfer_once;" + """
                    INSERT INTO ledger_transfer
                        (account_id, workflow_id, kind, subject, debit, credit, currency, amount, at)
                    SELECT account_id, workflow_id, kind, subject, debit, credit, currency, amount, at
                    FROM ledger_transfer WHERE kind = 'capture' AND subject = 'good.xyz'""",
                    "what succeeded is charged once: registration of good.xyz is succeeded"),
            Arguments.of(
                    IMMUTABLE_OFF + "DELETE FROM ledger_transfer WHERE kind = 'post' AND subject = 'good.xyz'",
                    "a hold is outstanding exactly while its workflow is open: registration of good.xyz"),
            Arguments.of(
                    IMMUTABLE_OFF + "DELETE FROM ledger_transfer WHERE kind = 'hold' AND subject = 'waits-pending.com'",
                    "a hold is outstanding exactly while its workflow is open: registration of waits-pending.com"),
            Arguments.of(
                    IMMUTABLE_OFF
                            + "UPDATE ledger_transfer SET amount = amount + 1 WHERE kind = 'post' AND subject = 'good.xyz'",
                    "the same amount: registration of good.xyz"),
            Arguments.of("""
                    INSERT INTO ledger_transfer
                        (account_id, workflow_id, kind, subject, debit, credit, currency, amount, at)
                    SELECT account_id, workflow_id, 'refund', subject, 'revenue', 'customer', currency, amount, at
                    FROM ledger_transfer WHERE kind = 'post' AND subject = 'good.xyz'""", "what was taken back was paid back, all of it: registration of good.xyz is captured"),
            Arguments.of(
                    "INSERT INTO sandbox_payment SELECT idempotency_key || '-2', card, currency, amount, state"
                            + " FROM sandbox_payment WHERE state = 'captured'",
                    "the provider captured once where the workflow succeeded, else nothing"),
            Arguments.of(
                    "UPDATE sandbox_payment SET state = 'captured' WHERE state = 'released'",
                    "else nothing: registration of bad-rejected.xyz"),
            Arguments.of(
                    "UPDATE sandbox_payment SET state = 'authorised' WHERE state = 'released'",
                    "nothing stays reserved at the provider for what has ended: registration of bad-rejected.xyz"),
            Arguments.of(
                    "INSERT INTO sandbox_payment VALUES ('nobody', 'card_good', 'USD', 7, 'released')",
                    "a payment belongs to a workflow: payment nobody of 7 USD"),
            Arguments.of(
                    "UPDATE payment SET state = 'authorised' WHERE " + OF_GOOD,
                    "the journal of payments knows their end: payment of good.xyz is authorised"),
            Arguments.of(
                    "UPDATE payment SET state = 'captured' WHERE state = 'disputed'",
                    "what a bank took back is owed, once and for its payment alone: payment of disputed.com is captured"),
            Arguments.of(
                    "UPDATE sandbox_payment SET state = 'captured' WHERE state = 'disputed'",
                    "the ledger and the provider agree on what was paid: USD"),
            Arguments.of(
                    IMMUTABLE_OFF + "DELETE FROM ledger_transfer WHERE kind = 'dispute'",
                    "what a bank took back is owed, once and for its payment alone: payment of disputed.com is disputed"),
            Arguments.of("""
                    INSERT INTO ledger_transfer
                        (account_id, workflow_id, kind, subject, debit, credit, currency, amount, at)
                    VALUES ('x', gen_random_uuid(), 'capture', 'ghost.com', 'provider', 'customer', 'USD', 7, now())""", "a transfer belongs to a workflow: capture of 7 for ghost.com"),
            Arguments.of(
                    IMMUTABLE_OFF + "ALTER TABLE ledger_transfer ALTER credit DROP NOT NULL;"
                            + "UPDATE ledger_transfer SET credit = NULL WHERE kind = 'cost' AND subject = 'good.com'",
                    "the ledger sums to zero: USD is off by -"),
            Arguments.of(
                    "UPDATE sandbox_payment SET amount = amount + 5 WHERE state = 'captured'",
                    "the ledger and the provider agree on what was paid: USD"),
            Arguments.of(
                    "DROP INDEX registration_live; DROP INDEX registration_by_name;"
                            + "UPDATE registration SET domain_name = 'good.com' WHERE domain_name = 'good.xyz'",
                    "a name has one live reservation: good.com has 2"),
            Arguments.of(
                    "UPDATE registration SET ended_at = now() WHERE domain_name = 'waits-pending.com'",
                    "an open registration holds its name: waits-pending.com"),
            Arguments.of(
                    "UPDATE registration SET ended_at = NULL WHERE domain_name = 'bad-rejected.xyz'",
                    "a reservation lives as long as its workflow or registration: bad-rejected.xyz"),
            Arguments.of(
                    "UPDATE registration SET registered = false WHERE domain_name = 'good.com'",
                    "a reservation lives as long as its workflow or registration: good.com"),
            Arguments.of(
                    "UPDATE account SET domain_count = domain_count + 1", "an account's count is its reservations: "),
            Arguments.of(
                    "UPDATE registration SET statuses = '{}' WHERE domain_name = 'good.xyz'",
                    "a lock is among the statuses: good.xyz"),
            Arguments.of(
                    "DELETE FROM audit_entry WHERE action = 'registration.accept' AND subject = 'good.com'",
                    "mutating call that was accepted is audited once: registration of good.com"),
            Arguments.of(
                    "DELETE FROM audit_entry WHERE action = 'registration.update' AND subject = 'good.com'",
                    "mutating call that was accepted is audited once: update of good.com"),
            Arguments.of(
                    "DELETE FROM audit_entry WHERE action = 'registration.fail' AND subject = 'bad-rejected.xyz'",
                    "each end of a registration is audited once: bad-rejected.xyz"),
            Arguments.of(
                    "DELETE FROM notice WHERE kind = 'registration_succeeded' AND subject = 'good.com'",
                    "each registration that succeeded is told once: good.com"),
            Arguments.of(
                    "DELETE FROM audit_entry WHERE action = 'registration.renew'",
                    "mutating call that was accepted is audited once: renewal of renewed.com"),
            Arguments.of(
                    "DELETE FROM audit_entry WHERE action = 'registration.renew_succeed'",
                    "each end of what was asked of a registration is audited once: renewed.com"),
            Arguments.of(
                    "DELETE FROM audit_entry WHERE action = 'registration.delete'",
                    "mutating call that was accepted is audited once: deletion of"),
            Arguments.of(
                    "DELETE FROM audit_entry WHERE action = 'registration.restore_succeed'",
                    "each end of what was asked of a registration is audited once: restored.com"),
            Arguments.of(
                    "UPDATE registration SET statuses = '{}' WHERE domain_name = 'deleted.com'",
                    "what was deleted is gone or redeemable: deleted.com"),
            Arguments.of(
                    IMMUTABLE_OFF + "DELETE FROM ledger_transfer WHERE kind = 'post' AND subject = 'restored.com'"
                            + " AND part = 'restore'",
                    "a restore settles all that it held, and sells at least itself: restored.com"),
            Arguments.of(
                    IMMUTABLE_OFF + "UPDATE ledger_transfer SET amount = amount + 1 WHERE kind = 'capture'"
                            + " AND subject = 'restored.com' AND amount > 2000",
                    "what was taken is what was sold: restore of restored.com"),
            Arguments.of(
                    "UPDATE renewal SET voided = true", "a term belongs to a renewal that has not failed: renewed.com"),
            Arguments.of(
                    "UPDATE registration SET paid_until = paid_until + interval '1 year'"
                            + " WHERE domain_name = 'renewed.com'",
                    "a registration is paid for the years that it was sold for: renewed.com"),
            Arguments.of(
                    "UPDATE notice SET state = 'due' WHERE subject = 'good.com'",
                    "notices have left: registration_succeeded about good.com"),
            Arguments.of(
                    "INSERT INTO clock_move (from_at, to_at) VALUES (now(), now())", "no move of the clock is left"),
            Arguments.of(
                    "DELETE FROM workflow WHERE subject = 'good.com' AND kind = 'update'",
                    "what was accepted is kept: Accepted[kind=update"),
            Arguments.of(
                    "UPDATE registration SET registry_expires_at = registry_expires_at + interval '1 year'"
                            + " WHERE domain_name = 'good.com'",
                    "books and registries agree: good.com expires at"),
            Arguments.of(
                    "UPDATE registration SET created_at = created_at - interval '1 day' WHERE domain_name = 'good.com'",
                    "books and registries agree: good.com was created at"),
            Arguments.of(
                    "UPDATE registration SET locked = NOT locked WHERE domain_name = 'good.com'",
                    "books and registries agree: good.com has"));

    private final List<Accepted> accepted = new ArrayList<>();
    private Namestead server;
    private Holdings held;

    @BeforeAll
    void aRegistrarWithEveryKindOfPast() {
        server = Namestead.start("invariants");
        var disputing = server.sandbox().customer(Map.of("payment", "disputed_later"));
        disputing.register("disputed.com").expect(201);
        server.sandbox().advance(Duration.ofDays(31));
        var customer = server.sandbox().customer();
        for (String name : List.of("deleted.com", "restored.com")) {
            customer.register(name).expect(201);
        }
        server.sandbox().advance(Duration.ofDays(6));
        for (String name : List.of("deleted.com", "restored.com")) {
            accepted.add(Accepted.of("deletion", customer, name, customer.delete(name))
                    .orElseThrow());
            customer.awaitStatus(name, "delete-status", "succeeded");
        }
        Answer restored = customer.restore("restored.com", "{}");
        accepted.add(Accepted.of("restore", customer, "restored.com", restored).orElseThrow());
        customer.awaitStatus("restored.com", "restore-status", "succeeded");
        for (String name : List.of(
                "good.com",
                "good.xyz",
                "bad-rejected.xyz",
                "bad-taken.com",
                "bad-nofunds.com",
                "waits-pending.com",
                "asked-confirm.com")) {
            Answer answer = customer.register(name);
            accepted.add(Accepted.of("registration", customer, name, answer).orElseThrow());
            customer.awaitRegistration(name, "succeeded", "failed", "blocked", "action_required");
        }
        var other = server.sandbox().customer();
        accepted.add(Accepted.of("registration", other, "good.com", other.register("good.com"))
                .orElseThrow());
        customer.register("renewed.com").expect(201);
        Answer renewed = customer.renewAsync("renewed.com", 2);
        accepted.add(Accepted.of("renewal", customer, "renewed.com", renewed).orElseThrow());
        customer.awaitRenewal("renewed.com", "succeeded");
        customer.edit("good.com", "{}").expect(200);
        Answer edited = customer.api()
                .send("PATCH", customer.path("/registrations/good.com"), Customer.ASYNC, "{\"auto_renew\":true}");
        accepted.add(Accepted.of("update", customer, "good.com", edited).orElseThrow());
        customer.awaitUpdate("good.com", "succeeded");
        customer.api()
                .put(customer.path("/domains/good.com"), "{\"locked\":false}")
                .expect(200);
        held = Holdings.read(new Variables(server.variables()));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void invariants_ofAHealthyRegistrar_areAllHeld() {
        Invariants.of(server).hold(accepted);
    }

    @ParameterizedTest(name = "{1}")
    @FieldSource("CORRUPTIONS")
    void invariants_ofCorruptedBooks_nameTheCorruption(String corruption, String told) throws SQLException {
        try (Connection books = Books.of(server).open()) {
            books.setAutoCommit(false);
            try (var statement = books.createStatement()) {
                statement.execute(corruption);
            }
            assertThat(Invariants.violations(books, held, accepted))
                    .anySatisfy(violation -> assertThat(violation).contains(told));
            books.rollback();
        }
    }

    @Test
    void aNameThatTheRegistryLost_isNamed() throws SQLException {
        assertThat(with("thin", "good.com", null))
                .anySatisfy(told -> assertThat(told).contains("good.com was sold and thin does not hold it for us"));
    }

    @Test
    void aNameThatNobodyBought_isNamed() throws SQLException {
        assertThat(with("thick", "orphan.xyz", new Holding(LONG_AGO, LONG_AGO, Set.of())))
                .anySatisfy(told -> assertThat(told).contains("thick holds orphan.xyz for us and nobody bought it"));
    }

    @Test
    void aPromiseThatNobodyKnowsOf_isNamed() throws SQLException {
        var promise = new Accepted("registration", Namestead.DEMO_ACCOUNT, "lost.com", LONG_AGO);
        try (Connection books = Books.of(server).open()) {
            assertThat(Invariants.violations(books, held, List.of(promise)))
                    .singleElement()
                    .asString()
                    .contains("lost.com", "has no workflow");
        }
    }

    /** What is told where a registry says otherwise of one name. */
    private List<String> with(String registry, String name, Holding otherwise) throws SQLException {
        Map<String, Map<String, Holding>> all = new HashMap<>(held.byRegistry());
        Map<String, Holding> names = new HashMap<>(all.get(registry));
        names.remove(name);
        if (otherwise != null) {
            names.put(name, otherwise);
        }
        all.put(registry, names);
        try (Connection books = Books.of(server).open()) {
            return Invariants.violations(books, new Holdings(all), accepted);
        }
    }
}
