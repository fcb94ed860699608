package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.app.PaymentChoice;
import dev.namestead.server.app.Registrar;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.billing.Money;
import dev.namestead.server.billing.PaymentMethod;
import dev.namestead.server.billing.SandboxPaymentProvider;
import dev.namestead.server.database.Bell;
import dev.namestead.server.database.Columns;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registration.RegisterRequest;
import dev.namestead.server.registration.RegistrarWorld;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registration.RegistrationChange;
import dev.namestead.server.registration.RegistrationSettings;
import dev.namestead.server.registration.WorkflowStatusView;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.registry.epp.EppRegistries;
import dev.namestead.server.sandbox.RegistryControl;
import dev.namestead.server.sandbox.SandboxClock;
import dev.namestead.server.sandbox.SandboxReset;
import dev.namestead.server.sandbox.WorkflowsDue;
import dev.namestead.server.search.SearchSettings;
import dev.namestead.server.workflow.Machine;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowProbe;
import dev.namestead.server.workflow.WorkflowSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The registrar on a real database and on the sandbox's registries, with the clock that moves both: for stories that take
 * years. Dates are days (UTC); holders act in the morning, and one looks at what came of it in the evening.
 */
final class LifeWorld implements AutoCloseable {
    private static final Actor HOLDER = new Actor("token", "holder", "story");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final LocalTime MORNING = LocalTime.of(10, 0);
    private static final LocalTime EVENING = LocalTime.of(20, 0);

    private final Database database;
    private final Pace pace;
    private final LifeRegistries.Opened theirs;
    private final AccountId account;
    private Catalog catalog;
    private EppRegistries registries;
    private Registrar registrar;
    private SandboxClock clock;
    private WorkflowsDue due;

    LifeWorld(Database database, LifeRegistries.Opened theirs) {
        this(database, theirs, Pace.EXACT);
    }

    private LifeWorld(Database database, LifeRegistries.Opened theirs, Pace pace) {
        this.database = database;
        this.pace = pace;
        this.theirs = theirs;
        this.catalog = theirs.catalog();
        open();
        account = newAccount();
    }

    /** A world of its own in the present, whatever was in the database before. */
    static LifeWorld fresh(Database database, LifeRegistries.Opened theirs, Pace pace) {
        new SandboxReset(database, theirs.control(), new NoServer(), () -> {}).reset();
        database.transact(tx ->
                tx.sql().sql("UPDATE environment SET clock_offset_micros = 0").update());
        return new LifeWorld(database, theirs, pace);
    }

    private void open() {
        registries = new EppRegistries(theirs.settings(), database, new SecretBox(new byte[32]), "life");
        registrar = new Registrar(new Registrar.Parts(
                database,
                catalog,
                registries,
                new SecretBox(new byte[32]),
                registration(),
                pace.settings(),
                new WorkflowSettings(
                        "life",
                        // Time stands still so long for each command that is cut off.
                        Duration.ofMillis(600),
                        16,
                        Duration.ofMillis(50),
                        Duration.ofMillis(10),
                        Duration.ofMillis(100),
                        3),
                SearchSettings.DEFAULT,
                PaymentChoice.SANDBOX,
                null,
                WorkflowProbe.NONE,
                Machine.REAL,
                Bell.NONE));
        registries.start(registrar.polls(), registrar.workflows()::resume);
        registrar.start();
        due = new WorkflowsDue(
                database,
                registrar.workflows(),
                registrar.lifecycle().life(),
                registries::poll,
                registrar.longestDoubt());
        clock = new SandboxClock(database, theirs.control(), due, pace.grain());
        clock.resume();
    }

    private void shut() {
        clock.close();
        registrar.close();
        registries.close();
    }

    /** Starts the registrar again with other prices. */
    LifeWorld sells(Catalog other) {
        shut();
        catalog = other;
        open();
        return this;
    }

    /** Nobody looks after anything until then, while the registries live on. */
    LifeWorld away(Instant until) {
        shut();
        try (var alone = new SandboxClock(database, theirs.control(), new NoServer())) {
            alone.moveTo(until, Optional.empty(), PATIENCE);
        }
        open();
        due.settle(PATIENCE);
        return this;
    }

    LifeWorld away(String until) {
        return away(LocalDate.parse(until).atTime(EVENING).toInstant(ZoneOffset.UTC));
    }

    /** Name servers of nobody here: those of the kit lie under a name that these registries sell. */
    private static RegistrationSettings registration() {
        RegistrationSettings kit = RegistrarWorld.settings();
        return new RegistrationSettings(
                List.of("ns1.namestead.example", "ns2.namestead.example"),
                kit.confirm(),
                kit.confirmationExpiry(),
                kit.publicUrl(),
                kit.blockedAfter(),
                kit.replaySucceeded(),
                kit.replayFailed(),
                kit.replayRenewed(),
                Duration.ofMillis(200));
    }

    AccountId newAccount() {
        AccountId id = registrar.accounts().create(HOLDER, "Story", 1000);
        registrar.accounts().acceptAgreement(HOLDER, id, "1");
        registrar.database().transact(tx -> registrar.addressBook().addDefault(tx, id, RegistrarWorld.ADA));
        paysWith(id, SandboxPaymentProvider.CARD_GOOD);
        return id;
    }

    /** Moves time on to the morning of that day. */
    LifeWorld on(String day) {
        return to(day, MORNING);
    }

    /** Moves time on to the evening of that day: what is due by it is done. */
    LifeWorld after(String day) {
        return to(day, EVENING);
    }

    private LifeWorld to(String day, LocalTime time) {
        Instant to = LocalDate.parse(day).atTime(time).toInstant(ZoneOffset.UTC);
        Optional<SandboxClock.Moved> moved = clock.moveTo(to, Optional.empty(), PATIENCE);
        assertThat(moved).as("the clock came to " + day).isPresent();
        assertThat(moved.get().unfinished())
                .as("nothing is left undone on " + day)
                .isEmpty();
        return this;
    }

    LifeWorld register(String name, boolean autoRenew) {
        RegisterRequest request =
                new RegisterRequest(DomainName.of(name), null, autoRenew, null, Map.of(), Map.of(), Map.of());
        return succeeded(registrar.registerDomain().accept(HOLDER, account, request));
    }

    /** Asks for a registration, and does not wait for its end. */
    LifeWorld begin(String name) {
        registrar
                .registerDomain()
                .accept(
                        HOLDER,
                        account,
                        new RegisterRequest(DomainName.of(name), null, false, null, Map.of(), Map.of(), Map.of()));
        due.settle(PATIENCE);
        return this;
    }

    LifeWorld renew(String name) {
        return renew(name, 1);
    }

    LifeWorld renew(String name, int years) {
        return succeeded(registrar
                .lifecycle()
                .renew()
                .accept(HOLDER, account, new RenewRequest(DomainName.of(name), years, null)));
    }

    LifeWorld delete(String name) {
        return succeeded(registrar.lifecycle().delete().accept(HOLDER, account, DomainName.of(name)));
    }

    LifeWorld restore(String name) {
        return succeeded(registrar.lifecycle().restore().accept(HOLDER, account, DomainName.of(name), Map.of()));
    }

    LifeWorld autoRenew(String name, boolean on) {
        return succeeded(registrar
                .updateRegistration()
                .accept(HOLDER, account, DomainName.of(name), new RegistrationChange(on, null, null)));
    }

    private LifeWorld succeeded(WorkflowId id) {
        WorkflowStatusView view = ended(id);
        assertThat(view.state()).as(() -> String.valueOf(view.error())).isEqualTo(WorkflowState.SUCCEEDED);
        // What follows from it at once.
        due.settle(PATIENCE);
        return this;
    }

    private WorkflowStatusView ended(WorkflowId id) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        WorkflowStatusView view = registrar.registrations().status(id).orElseThrow();
        while (!view.state().completed() && System.nanoTime() < until) {
            registrar.workflows().await(id, Duration.ofMillis(50));
            view = registrar.registrations().status(id).orElseThrow();
        }
        return view;
    }

    LifeWorld cardIsDeclined() {
        paysWith(account, SandboxPaymentProvider.CARD_DECLINED);
        return this;
    }

    LifeWorld cardIsGood() {
        paysWith(account, SandboxPaymentProvider.CARD_GOOD);
        due.settle(PATIENCE);
        return this;
    }

    void paysWith(AccountId id, String card) {
        registrar
                .database()
                .transact(tx -> registrar
                        .payments()
                        .setDefaultMethod(tx, id, new PaymentMethod(SandboxPaymentProvider.NAME, card)));
    }

    /** The holder follows the link in the latest mail about the name. */
    LifeWorld confirm(String name) {
        String text = registrar.notices().list(account, null, name, 50).stream()
                .filter(mail -> mail.notice().kind().startsWith("registrant_verification"))
                .findFirst()
                .orElseThrow()
                .notice()
                .body();
        var link = Pattern.compile("/verifications/(\\S+)").matcher(text);
        assertThat(link.find()).isTrue();
        assertThat(registrar.verifications().confirm(link.group(1), "story")).isPresent();
        due.settle(PATIENCE);
        return this;
    }

    /** The same where he was asked. */
    void confirmIfAsked(AccountId holder, String name) {
        registrar.notices().list(holder, null, name, 50).stream()
                .filter(mail -> mail.notice().kind().startsWith("registrant_verification"))
                .findFirst()
                .ifPresent(mail -> {
                    var link = Pattern.compile("/verifications/(\\S+)")
                            .matcher(mail.notice().body());
                    if (link.find()) {
                        registrar.verifications().confirm(link.group(1), "lives");
                    }
                });
    }

    /** The next such command for the name goes wrong at its registry. */
    void fault(String name, String command, String action) {
        Map<String, Object> fault = new HashMap<>(Map.of("command", command, "name", name, "action", action));
        if (action.equals("result")) {
            fault.put("code", 2400);
        }
        theirs.control().send("POST", "/faults", fault);
    }

    /** Its registry's staff does something to the name. */
    void arrange(String name, Map<String, Object> knobs) {
        theirs.control().send("POST", "/registries/" + registryOf(name) + "/domains/" + name, knobs);
    }

    long faultHits() {
        long hits = 0;
        for (var fault : theirs.control().send("GET", "/faults", null).path("faults")) {
            hits += fault.path("hits").asLong(0);
        }
        return hits;
    }

    /** Waits until no workflow is under way, which may need the time of a few retries. */
    void finish() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        settle();
        while (System.nanoTime() < until && !registrar.database().read(LifeWorld::quiet)) {
            // What waits for its registry looks again after an hour.
            moveTo(registrar.database().read(Tx::businessNow).plus(Duration.ofHours(1)));
        }
    }

    private static boolean quiet(Tx tx) {
        return tx.sql()
                        .sql("SELECT count(*) FROM workflow WHERE wake_at IS NOT NULL")
                        .query(Long.class)
                        .single()
                == 0;
    }

    String registryOf(String name) {
        return theirs.registryOf().apply(DomainName.of(name).extension());
    }

    List<String> registries() {
        return theirs.ids();
    }

    String status(AccountId holder, String name) {
        return registrar
                .registrations()
                .show(holder, DomainName.of(name))
                .map(shown -> shown.status().wire())
                .orElse("free");
    }

    /** The status that the contract shows; {@code free} where the account has no such registration. */
    String status(String name) {
        return status(account, name);
    }

    /** Until when it is paid, and what its registry says. */
    String dates(String name) {
        Registration registration = registration(name);
        return RenewalPlan.date(registration.paidUntil()) + " " + RenewalPlan.date(registration.registryExpiresAt());
    }

    Registration registration(String name) {
        return registrar
                .registrations()
                .find(account, DomainName.of(name))
                .orElseThrow()
                .registrations()
                .getFirst();
    }

    /** What its registry holds; empty where nothing. */
    Optional<RegistryDomain> registryHolds(String name) {
        DomainName domain = DomainName.of(name);
        return registries.find(registryOf(name)).orElseThrow().info(domain)
                        instanceof Completed<RegistryDomain>(RegistryDomain found, var _)
                ? Optional.of(found)
                : Optional.empty();
    }

    boolean isInTheZone(String name) {
        return registryHolds(name)
                .filter(found -> !found.statuses().contains("clientHold") && !found.deleted())
                .isPresent();
    }

    /** All that the holder was told about the name, oldest first, as {@code date kind}. */
    List<String> told(String name) {
        return registrar
                .database()
                .read(tx -> tx.sql()
                        .sql("SELECT created_at, kind FROM notice WHERE subject = :name ORDER BY number")
                        .param("name", name)
                        .query((row, _) ->
                                RenewalPlan.date(Columns.instant(row, "created_at")) + " " + row.getString("kind"))
                        .list());
    }

    /** What the holder has paid for the name. */
    Money paid(String name) {
        return sum(name, "capture");
    }

    /** What the registry has taken for the name, less what it gave back. */
    Money cost(String name) {
        return sum(name, "cost").minus(sum(name, "credit"));
    }

    /** What that registry has taken for all names, less what it gave back. */
    Money bookedCost(String registry) {
        return Money.of(
                "USD",
                registrar
                        .database()
                        .read(tx -> tx.sql()
                                .sql("""
                                SELECT coalesce(sum(CASE kind WHEN 'cost' THEN amount WHEN 'credit' THEN -amount END), 0)::bigint
                                FROM ledger_transfer WHERE debit = :deposit OR credit = :deposit
                                """)
                                .param("deposit", "registry_deposit:" + registry)
                                .query(Long.class)
                                .single()));
    }

    private Money sum(String name, String kind) {
        long minor = registrar
                .database()
                .read(tx -> tx.sql()
                        .sql(
                                "SELECT coalesce(sum(amount), 0) FROM ledger_transfer WHERE subject = :name AND kind = :kind")
                        .param("name", name)
                        .param("kind", kind)
                        .query(Long.class)
                        .single());
        return Money.of("USD", minor);
    }

    /** What registries showed and nobody here had done. */
    List<String> drift(String name) {
        return registrar
                .database()
                .read(tx -> new ArrayList<>(new TreeSet<>(tx.sql()
                        .sql("SELECT field FROM drift WHERE domain_name = :name")
                        .param("name", name)
                        .query(String.class)
                        .list())));
    }

    /** Moves time on to that instant; what does not finish meanwhile goes on. */
    void moveTo(Instant to) {
        clock.moveTo(to, Optional.empty(), PATIENCE);
    }

    void settle() {
        due.settle(PATIENCE);
    }

    AccountId account() {
        return account;
    }

    Registrar registrar() {
        return registrar;
    }

    RegistryControl control() {
        return theirs.control();
    }

    @Override
    public void close() {
        shut();
        theirs.close();
    }
}
