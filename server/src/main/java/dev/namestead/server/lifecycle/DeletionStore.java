package dev.namestead.server.lifecycle;

import dev.namestead.api.AccountId;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registry.DsRecord;
import dev.namestead.server.workflow.WorkflowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of deletions, and what is known by them of the money behind. */
final class DeletionStore {
    private static final TypeReference<List<DsRecord>> SIGNERS = new TypeReference<>() {};

    private static final String PURCHASES = """
            SELECT workflow_id FROM registration WHERE account_id = :account AND id = :registration
            UNION ALL
            SELECT workflow_id FROM renewal
            WHERE account_id = :account AND registration_id = :registration AND NOT voided
            """;

    private final JsonMapper json = JsonMapper.builder().build();

    /** A deletion that was carried out, and what it wiped. */
    record Deletion(Instant deletedAt, boolean locked, List<String> nameServers, List<DsRecord> signers) {
        /**
         * One that nobody here has done or read before: when its registry was first read to show it, name servers as they were asked for, and
         * locked as every registration is at first.
         */
        static Deletion byRegistry(Registration registration) {
            return new Deletion(registration.updatedAt(), true, registration.nameServers(), List.of());
        }
    }

    /** What an extension's month came to until now: names registered, and names deleted in their add grace period. */
    record Month(int added, int deleted) {}

    void insert(
            Tx tx,
            AccountId account,
            WorkflowId workflow,
            DeletionData data,
            DeletionData.Before before,
            Instant deletedAt,
            boolean addGrace) {
        tx.sql()
                .sql("""
                        INSERT INTO deletion (account_id, workflow_id, registration_id, domain_name, extension, deleted_at,
                                              add_grace, locked, name_servers, signers)
                        VALUES (:account, :workflow, :registration, :name, :extension, :deletedAt,
                                :addGrace, :locked, :nameServers, :signers)
                        ON CONFLICT DO NOTHING
                        """)
                .param("account", account.value())
                .param("workflow", workflow.value())
                .param("registration", data.registration())
                .param("name", data.domainName())
                .param("extension", data.name().extension())
                .param("deletedAt", Columns.timestamp(deletedAt))
                .param("addGrace", addGrace)
                .param("locked", before.locked())
                .param("nameServers", Columns.textArray(before.nameServers()))
                .param("signers", Columns.jsonb(json.writeValueAsString(before.signers())))
                .update();
    }

    /**
     * Our deletion of a name that is deleted, or is being restored. One before its last restore counts no more: what is deleted since then
     * without us, its registry has deleted.
     */
    Optional<Deletion> present(Tx tx, AccountId account, UUID registration) {
        return tx.sql()
                .sql("""
                        SELECT deleted_at, locked, name_servers, signers FROM deletion d
                        WHERE account_id = :account AND registration_id = :registration
                          AND NOT EXISTS (SELECT FROM workflow w
                                          WHERE w.account_id = d.account_id AND w.kind = :restore AND w.subject = d.domain_name
                                            AND w.state = 'succeeded' AND w.data->>'registration' = :text
                                            AND w.updated_at >= d.deleted_at)
                        ORDER BY deleted_at DESC LIMIT 1
                        """)
                .param("account", account.value())
                .param("registration", registration)
                .param("text", registration.toString())
                .param("restore", RestoreWorkflow.KIND)
                .query((row, _) -> deletion(row))
                .optional();
    }

    private Deletion deletion(ResultSet row) throws SQLException {
        return new Deletion(
                Columns.instant(row, "deleted_at"),
                row.getBoolean("locked"),
                Columns.textList(row, "name_servers"),
                json.readValue(row.getString("signers"), SIGNERS));
    }

    /** Of the calendar month (UTC) that business time is in. */
    Month month(Tx tx, String extension) {
        return tx.sql()
                .sql("""
                        SELECT (SELECT count(*) FROM registration
                                WHERE registered AND created_at >= date_trunc('month', business_now(), 'UTC')
                                  AND substr(domain_name, strpos(domain_name, '.') + 1) = :extension) AS added,
                               (SELECT count(*) FROM deletion
                                WHERE add_grace AND extension = :extension
                                  AND deleted_at >= date_trunc('month', business_now(), 'UTC')) AS deleted
                        """)
                .param("extension", extension)
                .query((row, _) -> new Month(row.getInt("added"), row.getInt("deleted")))
                .single();
    }

    /** The workflows that have sold something of the registration. */
    List<UUID> purchases(Tx tx, AccountId account, UUID registration) {
        return tx.sql()
                .sql("SELECT workflow_id FROM (" + PURCHASES + ") purchase ORDER BY workflow_id")
                .param("account", account.value())
                .param("registration", registration)
                .query((row, _) -> row.getObject("workflow_id", UUID.class))
                .list();
    }

    /** What they have sold; empty where nothing. */
    Optional<Money> sold(Tx tx, AccountId account, UUID registration) {
        return tx.sql()
                .sql("""
                        SELECT currency, sum(amount)::bigint AS amount FROM ledger_transfer
                        WHERE account_id = :account AND kind = 'post' AND workflow_id IN (%s)
                        GROUP BY currency
                        """.formatted(PURCHASES))
                .param("account", account.value())
                .param("registration", registration)
                .query((row, _) -> Money.of(row.getString("currency"), row.getLong("amount")))
                .optional();
    }

    /**
     * What the registry has taken for the registration so recently that it gives it back: never a restore, nor the year that comes with one.
     *
     * @param added whether the first term counts
     * @param renewedSince from when on a renewal does; what was asked for with a command of its own after a restore is one
     */
    Optional<Money> refundable(Tx tx, AccountId account, UUID registration, boolean added, Instant renewedSince) {
        return tx.sql()
                .sql("""
                        SELECT currency, sum(amount)::bigint AS amount FROM ledger_transfer t
                        WHERE t.account_id = :account AND t.kind = 'cost' AND (
                            (:added AND t.workflow_id = (SELECT workflow_id FROM registration
                                                         WHERE account_id = :account AND id = :registration))
                            OR (t.at > :renewedSince AND EXISTS (
                                SELECT FROM renewal n JOIN workflow w ON w.account_id = n.account_id AND w.id = n.workflow_id
                                WHERE n.account_id = :account AND n.registration_id = :registration AND NOT n.voided
                                  AND n.workflow_id = t.workflow_id
                                  AND (w.kind = 'renewal'
                                       OR t.part = 'renewal' AND (w.data->'plan'->>'years')::integer > 0))))
                        GROUP BY currency
                        """)
                .param("account", account.value())
                .param("registration", registration)
                .param("added", added)
                .param("renewedSince", Columns.timestamp(renewedSince))
                .query((row, _) -> Money.of(row.getString("currency"), row.getLong("amount")))
                .optional();
    }
}
