package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.account.Account;
import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.app.PaymentChoice;
import dev.namestead.server.app.Registrar;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.billing.LedgerEntry;
import dev.namestead.server.billing.PaymentMethod;
import dev.namestead.server.billing.SandboxPaymentProvider;
import dev.namestead.server.database.Bell;
import dev.namestead.server.database.Database;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.lifecycle.LifecycleSettings;
import dev.namestead.server.lifecycle.RenewRequest;
import dev.namestead.server.registry.PollMessage;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.search.SearchSettings;
import dev.namestead.server.workflow.Machine;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowProbe;
import dev.namestead.server.workflow.WorkflowSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The registrar's own object graph on a real database, with registries of the test's choice and short times. */
public final class RegistrarWorld implements AutoCloseable {
    public static final Contact ADA = new Contact(
            "Ada Lovelace",
            null,
            "ada@example.com",
            "+44.2071234567",
            null,
            "1 St James Square",
            "London",
            "LND",
            "SW1Y 4JH",
            "GB");
    private static final Actor TEST = new Actor("token", "test", "test-request");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Registrar registrar;

    public RegistrarWorld(Database database, Registries registries, WorkflowProbe probe) {
        this(database, registries, probe, settings(), "node-" + UUID.randomUUID());
    }

    public RegistrarWorld(
            Database database, Registries registries, WorkflowProbe probe, RegistrationSettings settings, String node) {
        this(database, registries, probe, settings, node, LifecycleSettings.DEFAULT, PaymentChoice.SANDBOX);
    }

    /** With policies and a payment provider of the test's choice. */
    public RegistrarWorld(
            Database database,
            Registries registries,
            WorkflowProbe probe,
            LifecycleSettings lifecycle,
            PaymentChoice payment) {
        this(database, registries, probe, settings(), "node-" + UUID.randomUUID(), lifecycle, payment);
    }

    private RegistrarWorld(
            Database database,
            Registries registries,
            WorkflowProbe probe,
            RegistrationSettings settings,
            String node,
            LifecycleSettings lifecycle,
            PaymentChoice payment) {
        registrar = new Registrar(new Registrar.Parts(
                database,
                Catalog.builtIn(),
                registries,
                new SecretBox(new byte[32]),
                settings,
                lifecycle,
                workflowSettings(node),
                SearchSettings.DEFAULT,
                payment,
                null,
                probe,
                Machine.REAL,
                Bell.NONE));
        registrar.start();
    }

    /** A lease short enough that a test can wait for its end. */
    private static WorkflowSettings workflowSettings(String node) {
        return new WorkflowSettings(
                node,
                Duration.ofMillis(400),
                16,
                Duration.ofMillis(25),
                Duration.ofMillis(10),
                Duration.ofMillis(50),
                3);
    }

    public static RegistrationSettings settings() {
        return new RegistrationSettings(
                List.of("ns1.example.net", "ns2.example.net"),
                RegistrationSettings.Confirm.BY_NAME,
                Duration.ofDays(7),
                () -> "http://127.0.0.1:8080",
                Duration.ofMinutes(5),
                Duration.ofHours(24),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                Duration.ofMillis(300));
    }

    public Registrar registrar() {
        return registrar;
    }

    /** An account that has all it needs. */
    public AccountId account() {
        return account(SandboxPaymentProvider.CARD_GOOD, 100);
    }

    public AccountId account(String card, int limit) {
        AccountId id = registrar.accounts().create(TEST, "Test", limit);
        registrar.accounts().acceptAgreement(TEST, id, "1");
        registrar.database().transact(tx -> {
            registrar.addressBook().addDefault(tx, id, ADA);
            registrar.payments().setDefaultMethod(tx, id, new PaymentMethod(SandboxPaymentProvider.NAME, card));
        });
        return id;
    }

    public WorkflowId accept(AccountId account, String name) {
        return registrar.registerDomain().accept(TEST, account, request(name));
    }

    public static RegisterRequest request(String name) {
        return new RegisterRequest(DomainName.of(name), null, false, null, Map.of(), Map.of(), Map.of());
    }

    public WorkflowId change(AccountId account, String name, RegistrationChange change) {
        return registrar.updateRegistration().accept(TEST, account, DomainName.of(name), change);
    }

    public WorkflowId renew(AccountId account, String name, int years) {
        return registrar.lifecycle().renew().accept(TEST, account, new RenewRequest(DomainName.of(name), years, null));
    }

    /** A renewal whose sender says until when it believes the name to be paid. */
    public WorkflowId renew(AccountId account, String name, int years, java.time.LocalDate currentExpiry) {
        return registrar
                .lifecycle()
                .renew()
                .accept(TEST, account, new RenewRequest(DomainName.of(name), years, currentExpiry));
    }

    public WorkflowId delete(AccountId account, String name) {
        return registrar.lifecycle().delete().accept(TEST, account, DomainName.of(name));
    }

    public WorkflowId restore(AccountId account, String name) {
        return registrar.lifecycle().restore().accept(TEST, account, DomainName.of(name), Map.of());
    }

    public Registration registration(AccountId account, String name) {
        return registrar
                .registrations()
                .find(account, DomainName.of(name))
                .orElseThrow()
                .registrations()
                .getFirst();
    }

    /** Waits until the workflow has ended. */
    public WorkflowStatusView ended(WorkflowId id) {
        return until(id, WorkflowState::completed);
    }

    public WorkflowStatusView until(WorkflowId id, java.util.function.Predicate<WorkflowState> state) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        WorkflowStatusView view = status(id);
        while (!state.test(view.state())) {
            if (System.nanoTime() > until) {
                throw new AssertionError("still " + view);
            }
            registrar.workflows().await(id, Duration.ofMillis(20));
            view = status(id);
        }
        return view;
    }

    public WorkflowStatusView status(WorkflowId id) {
        return registrar.registrations().status(id).orElseThrow();
    }

    /** Registers a name and waits for it. */
    public WorkflowStatusView register(AccountId account, String name) {
        return ended(accept(account, name));
    }

    /** The kinds of the account's ledger entries, oldest first. */
    public List<String> ledger(AccountId account) {
        List<LedgerEntry> newestFirst =
                registrar.database().read(tx -> registrar.ledger().page(tx, account, null, 1000));
        return newestFirst.reversed().stream().map(entry -> entry.kind().wire()).toList();
    }

    public int domains(AccountId account) {
        return registrar.accounts().find(account).map(Account::domainCount).orElseThrow();
    }

    /** Its registry tells that it has refused, after all, what it was asked for the name. */
    public void refusedAfterReview(String name, String command) {
        registrar.database().transact(tx -> {
            String clTrid = tx.sql()
                    .sql("SELECT cl_trid FROM registry_intent WHERE object = :name AND command = :command")
                    .param("name", name)
                    .param("command", command)
                    .query(String.class)
                    .single();
            PollMessage.PendingAction refused = new PollMessage.PendingAction(false, clTrid, "SV");
            registrar.polls().apply(tx, new PollMessage("thick", "1", Instant.now(), "refused", null, refused));
        });
    }

    /** Moves the business clock forward. */
    public void advance(Duration duration) {
        registrar
                .database()
                .transact(tx -> tx.sql()
                        .sql("UPDATE environment SET clock_offset_micros = clock_offset_micros + :micros")
                        .param("micros", duration.toNanos() / 1000)
                        .update());
    }

    public Instant now() {
        return registrar.database().read(tx -> tx.businessNow());
    }

    @Override
    public void close() {
        registrar.close();
    }
}
