package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.workflow.WorkflowId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of registrations; the live row of a name is its reservation. */
public final class RegistrationStore {
    private static final TypeReference<Map<ContactRole, Contact>> CONTACTS = new TypeReference<>() {};
    private static final String COLUMNS = """
            account_id, id, domain_name, registry_id, workflow_id, registered, created_at, registry_expires_at,
            paid_until, auto_renew, privacy_mode, locked, statuses, rgp_statuses, contacts, name_servers, updated_at,
            ended_at, 'verification' = ANY(holds) AS unverified
            """;
    private static final String SELECT = "SELECT " + COLUMNS + "FROM registration ";

    /**
     * The read that there are most of, and therefore lean: one statement with business time, parameters by their place, and no column that is
     * not shown.
     */
    private static final String SHOW_PLAIN = """
            SELECT business_now, created_at, paid_until, auto_renew, privacy_mode, locked
            FROM registration CROSS JOIN business_clock
            WHERE account_id = ? AND domain_name = ? AND ended_at IS NULL AND plain
            """;

    private final JsonMapper json = JsonMapper.builder().build();

    /** The live holder of a name. */
    record Holder(AccountId account, WorkflowId workflow) {}

    /**
     * Reserves the name by writing its row; false where it is reserved or registered already. A second transaction waits here for the
     * first one's end.
     */
    boolean reserve(
            Tx tx,
            AccountId account,
            RegistrationData data,
            WorkflowId workflow,
            boolean autoRenew,
            PrivacyMode privacy,
            Map<String, Object> contactExtensions) {
        return tx.sql()
                        .sql("""
                        INSERT INTO registration (account_id, id, domain_name, registry_id, workflow_id, created_at,
                                                  auto_renew, privacy_mode, contacts, contact_extensions,
                                                  name_servers, updated_at)
                        VALUES (:account, :id, :name, :registry, :workflow, business_now(),
                                :autoRenew, :privacy, :contacts, :contactExtensions, :nameServers, business_now())
                        ON CONFLICT DO NOTHING
                        """)
                        .param("account", account.value())
                        .param("id", data.registration())
                        .param("name", data.domainName())
                        .param("registry", data.registryId())
                        .param("workflow", workflow.value())
                        .param("autoRenew", autoRenew)
                        .param("privacy", privacy.wire())
                        .param("contacts", Columns.jsonb(json.writeValueAsString(data.contacts())))
                        .param("contactExtensions", Columns.jsonb(json.writeValueAsString(contactExtensions)))
                        .param("nameServers", Columns.textArray(data.nameServers()))
                        .update()
                == 1;
    }

    Optional<Holder> holder(Tx tx, DomainName name) {
        return tx.sql()
                .sql("SELECT account_id, workflow_id FROM registration WHERE domain_name = :name AND ended_at IS NULL")
                .param("name", name.ascii())
                .query((row, _) -> new Holder(
                        new AccountId(row.getString("account_id")),
                        new WorkflowId(row.getObject("workflow_id", UUID.class))))
                .optional();
    }

    Set<DomainName> taken(Tx tx, Collection<DomainName> names) {
        return new HashSet<>(tx.sql()
                .sql("SELECT domain_name FROM registration WHERE domain_name = ANY (:names) AND ended_at IS NULL")
                .param(
                        "names",
                        Columns.textArray(names.stream().map(DomainName::ascii).toList()))
                .query((row, _) -> DomainName.of(row.getString("domain_name")))
                .list());
    }

    Optional<RegistrationSummary> show(Tx tx, AccountId account, DomainName name) {
        return showPlain(tx, account, name)
                .or(() -> find(tx, account, name).map(found -> found.summary(tx.businessNow())));
    }

    private static Optional<RegistrationSummary> showPlain(Tx tx, AccountId account, DomainName name) {
        return tx.sql()
                .sql(SHOW_PLAIN)
                .param(account.value())
                .param(name.ascii())
                .query((row, _) -> {
                    Instant paidUntil = Columns.instant(row, "paid_until");
                    return new RegistrationSummary(
                            name,
                            StatusRule.plain(paidUntil).at(Columns.instant(row, "business_now")),
                            Columns.instant(row, "created_at"),
                            paidUntil,
                            row.getBoolean("auto_renew"),
                            privacyMode(row),
                            row.getBoolean("locked"));
                })
                .optional();
    }

    public Optional<Registration> find(Tx tx, AccountId account, DomainName name) {
        return tx.sql()
                .sql(SELECT + "WHERE account_id = :account AND domain_name = :name AND ended_at IS NULL")
                .param("account", account.value())
                .param("name", name.ascii())
                .query((row, _) -> registration(row))
                .optional();
    }

    /** The registration, locked for this transaction. */
    public Optional<Registration> findLocked(Tx tx, AccountId account, DomainName name) {
        return tx.sql()
                .sql(SELECT + "WHERE account_id = :account AND domain_name = :name AND ended_at IS NULL FOR UPDATE")
                .param("account", account.value())
                .param("name", name.ascii())
                .query((row, _) -> registration(row))
                .optional();
    }

    /** The registration, be it live or ended. */
    public Optional<Registration> findById(Tx tx, AccountId account, UUID id) {
        return tx.sql()
                .sql(SELECT + "WHERE account_id = :account AND id = :id")
                .param("account", account.value())
                .param("id", id)
                .query((row, _) -> registration(row))
                .optional();
    }

    /** Registrations by their ids, each beside the account that holds it. */
    public List<Registration> findAll(Tx tx, Map<UUID, AccountId> accounts) {
        List<UUID> ids = List.copyOf(accounts.keySet());
        return tx.sql()
                .sql(SELECT + """
                        WHERE (account_id, id) IN (
                            SELECT a, i FROM unnest(CAST(:accounts AS text[]), CAST(:ids AS uuid[])) AS wanted (a, i))
                        """)
                .param(
                        "accounts",
                        Columns.textArray(ids.stream()
                                .map(id ->
                                        Objects.requireNonNull(accounts.get(id)).value())
                                .toList()))
                .param("ids", Columns.textArray(ids.stream().map(UUID::toString).toList()))
                .query((row, _) -> registration(row))
                .list();
    }

    List<Registration> page(Tx tx, AccountId account, RegistrationOrder order, @Nullable ListKey after, int most) {
        String compare = order.descending() ? "<" : ">";
        String direction = order.descending() ? "DESC" : "ASC";
        String column = order.column();
        // Without a date comes last in ascending order, and so first in descending order.
        String sorted = order.byName() ? "domain_name" : "coalesce(" + column + ", 'infinity'), domain_name";
        String key = order.byName() ? "(:name)" : "(coalesce(CAST(:at AS timestamptz), 'infinity'), :name)";
        String where = after == null ? "" : " AND (" + sorted + ") " + compare + " " + key;
        String orderBy = sorted.replace(", domain_name", " " + direction + ", domain_name") + " " + direction;
        var statement = tx.sql()
                .sql(SELECT + "WHERE account_id = :account AND ended_at IS NULL" + where + " ORDER BY " + orderBy
                        + " LIMIT :most")
                .param("account", account.value())
                .param("most", most);
        if (after != null) {
            statement = statement.param("name", after.name());
            statement = order.byName() ? statement : statement.param("at", Columns.timestamp(after.at()));
        }
        return statement.query((row, _) -> registration(row)).list();
    }

    /** The registry has made it ours. */
    void registered(
            Tx tx,
            AccountId account,
            UUID id,
            Instant createdAt,
            @Nullable Instant expiresAt,
            Map<ContactRole, String> contactIds) {
        tx.sql()
                .sql("""
                        UPDATE registration
                        SET registered = true, created_at = :createdAt, registry_expires_at = :expiresAt,
                            paid_until = :expiresAt, contact_ids = :contactIds, updated_at = business_now(),
                            read_at = business_now(), read_due_at = business_now() + interval '1 day',
                            life_at = greatest(business_now(), least(CAST(:expiresAt AS timestamptz),
                                                                     :createdAt + interval '1 year') - interval '90 days')
                        WHERE account_id = :account AND id = :id
                        """)
                .param("createdAt", Columns.timestamp(createdAt))
                .param("expiresAt", Columns.timestamp(expiresAt))
                .param("contactIds", Columns.jsonb(json.writeValueAsString(contactIds)))
                .param("account", account.value())
                .param("id", id)
                .update();
    }

    /** The registry has renewed it and the customer has paid for it; both dates are the registry's. */
    public void renewed(Tx tx, AccountId account, UUID id, Instant expiresAt, Instant paidUntil) {
        tx.sql()
                .sql("""
                        UPDATE registration
                        SET registry_expires_at = :expiresAt, paid_until = :paidUntil, updated_at = business_now(),
                            life_at = business_now()
                        WHERE account_id = :account AND id = :id
                        """)
                .param("expiresAt", Columns.timestamp(expiresAt))
                .param("paidUntil", Columns.timestamp(paidUntil))
                .param("account", account.value())
                .param("id", id)
                .update();
    }

    /** The object as its registry shows it, to one who knows that nobody changes it meanwhile. */
    public void observed(Tx tx, AccountId account, UUID id, RegistryDomain found) {
        tx.sql()
                .sql("""
                        UPDATE registration
                        SET statuses = :statuses, rgp_statuses = :rgpStatuses, locked = :locked,
                            registry_expires_at = :expiresAt, updated_at = business_now(),
                            life_at = business_now()
                        WHERE account_id = :account AND id = :id
                        """)
                .param("statuses", Columns.textArray(new TreeSet<>(found.statuses())))
                .param("rgpStatuses", Columns.textArray(new TreeSet<>(found.rgpStatuses())))
                .param("locked", found.statuses().contains(LockStep.LOCK))
                .param("expiresAt", Columns.timestamp(found.expiresAt()))
                .param("account", account.value())
                .param("id", id)
                .update();
    }

    /** The registry has taken years back: nothing beyond its date is paid for any more. */
    public void paidAtMostUntil(Tx tx, AccountId account, UUID id, Instant expiresAt) {
        tx.sql()
                .sql("""
                        UPDATE registration SET paid_until = least(paid_until, CAST(:expiresAt AS timestamptz))
                        WHERE account_id = :account AND id = :id
                        """)
                .param("expiresAt", Columns.timestamp(expiresAt))
                .param("account", account.value())
                .param("id", id)
                .update();
    }

    void setLocked(Tx tx, AccountId account, UUID id, boolean locked) {
        change(tx, account, id, new RegistrationChange(null, locked, null));
    }

    /** The lock is a status of the registry's object too, which was told before. */
    void change(Tx tx, AccountId account, UUID id, RegistrationChange change) {
        PrivacyMode privacy = change.privacyMode();
        tx.sql()
                .sql("""
                        UPDATE registration
                        SET auto_renew = coalesce(CAST(:autoRenew AS boolean), auto_renew),
                            locked = coalesce(CAST(:locked AS boolean), locked),
                            statuses = CASE CAST(:locked AS boolean)
                                WHEN true THEN array_append(array_remove(statuses, :lock), :lock)
                                WHEN false THEN array_remove(statuses, :lock)
                                ELSE statuses END,
                            privacy_mode = coalesce(CAST(:privacy AS text), privacy_mode),
                            updated_at = business_now(), life_at = business_now()
                        WHERE account_id = :account AND id = :id
                        """)
                .param("autoRenew", change.autoRenew())
                .param("locked", change.locked())
                .param("lock", LockStep.LOCK)
                .param("privacy", privacy == null ? null : privacy.wire())
                .param("account", account.value())
                .param("id", id)
                .update();
    }

    /** One of its contacts is another now, in all the roles that it has. */
    public void changeContact(Tx tx, Registration registration, Contact before, Contact now) {
        Map<ContactRole, Contact> contacts = new EnumMap<>(registration.contacts());
        contacts.replaceAll((_, contact) -> contact.equals(before) ? now : contact);
        tx.sql()
                .sql("""
                        UPDATE registration
                        SET contacts = :contacts, updated_at = business_now(), life_at = business_now()
                        WHERE account_id = :account AND id = :id
                        """)
                .param("contacts", Columns.jsonb(json.writeValueAsString(contacts)))
                .param("account", registration.account().value())
                .param("id", registration.id())
                .update();
    }

    /** Whether any name of the account has this registrant. */
    public boolean anyOf(Tx tx, AccountId account, Contact registrant) {
        return tx.sql()
                .sql("""
                        SELECT EXISTS (SELECT FROM registration
                                       WHERE account_id = :account AND ended_at IS NULL
                                         AND contacts->'REGISTRANT' = CAST(:registrant AS jsonb))
                        """)
                .param("account", account.value())
                .param("registrant", json.writeValueAsString(registrant))
                .query(Boolean.class)
                .single();
    }

    /** Has it looked at for what is due as soon as may be. */
    public void lookNow(Tx tx, AccountId account, UUID id) {
        tx.sql()
                .sql("UPDATE registration SET life_at = business_now() WHERE account_id = :account AND id = :id")
                .param("account", account.value())
                .param("id", id)
                .update();
    }

    /** The same for all of an account that are held back from the zone, for whatever reason. */
    public void lookAtHeldBack(Tx tx, AccountId account) {
        tx.sql().sql("""
                        UPDATE registration SET life_at = business_now()
                        WHERE account_id = :account AND holds <> '{}' AND ended_at IS NULL
                        """).param("account", account.value()).update();
    }

    /** The registration is over, or never came to be: the name is free here. */
    public void end(Tx tx, AccountId account, UUID id, String reason) {
        tx.sql()
                .sql("""
                        UPDATE registration
                        SET ended_at = business_now(), ended_reason = :reason, updated_at = business_now()
                        WHERE account_id = :account AND id = :id AND ended_at IS NULL
                        """)
                .param("reason", reason)
                .param("account", account.value())
                .param("id", id)
                .update();
    }

    private Registration registration(ResultSet row) throws SQLException {
        return new Registration(
                new AccountId(row.getString("account_id")),
                row.getObject("id", UUID.class),
                DomainName.of(row.getString("domain_name")),
                row.getString("registry_id"),
                new WorkflowId(row.getObject("workflow_id", UUID.class)),
                row.getBoolean("registered"),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "registry_expires_at"),
                Columns.instantOrNull(row, "paid_until"),
                row.getBoolean("auto_renew"),
                privacyMode(row),
                row.getBoolean("locked"),
                Set.copyOf(Columns.textList(row, "statuses")),
                Set.copyOf(Columns.textList(row, "rgp_statuses")),
                contacts(row.getString("contacts")),
                Columns.textList(row, "name_servers"),
                Columns.instant(row, "updated_at"),
                Columns.instantOrNull(row, "ended_at"),
                row.getBoolean("unverified"));
    }

    private static PrivacyMode privacyMode(ResultSet row) throws SQLException {
        return PrivacyMode.of(row.getString("privacy_mode")).orElseThrow();
    }

    private Map<ContactRole, Contact> contacts(String stored) {
        return new StoredContacts(() -> json.readValue(stored, CONTACTS));
    }
}
