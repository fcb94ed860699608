package dev.namestead.server.app;

import dev.namestead.server.account.AccountStore;
import dev.namestead.server.account.Accounts;
import dev.namestead.server.addressbook.AddressBookStore;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.LateMoney;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.database.Bell;
import dev.namestead.server.database.Database;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.lifecycle.Lifecycle;
import dev.namestead.server.lifecycle.LifecyclePolls;
import dev.namestead.server.lifecycle.LifecycleSettings;
import dev.namestead.server.lifecycle.LifecycleWorkflows;
import dev.namestead.server.notice.Mailer;
import dev.namestead.server.notice.Notices;
import dev.namestead.server.reconciliation.Reconciliation;
import dev.namestead.server.registration.CancelWorkflow;
import dev.namestead.server.registration.Confirmations;
import dev.namestead.server.registration.PaymentNotices;
import dev.namestead.server.registration.RegisterDomain;
import dev.namestead.server.registration.RegistrationPolls;
import dev.namestead.server.registration.RegistrationSettings;
import dev.namestead.server.registration.RegistrationWorkflow;
import dev.namestead.server.registration.Registrations;
import dev.namestead.server.registration.Settlements;
import dev.namestead.server.registration.UpdateRegistration;
import dev.namestead.server.registration.UpdateWorkflow;
import dev.namestead.server.registry.IntentStore;
import dev.namestead.server.registry.PollHandler;
import dev.namestead.server.registry.Registries;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.SecretBox;
import dev.namestead.server.sandbox.NamesByOutcome;
import dev.namestead.server.search.CheckDomains;
import dev.namestead.server.search.NameKnowledge;
import dev.namestead.server.search.NameKnowledgeStore;
import dev.namestead.server.search.SearchDomains;
import dev.namestead.server.search.SearchSettings;
import dev.namestead.server.search.SeenNames;
import dev.namestead.server.search.Segmentation;
import dev.namestead.server.verification.Verifications;
import dev.namestead.server.workflow.Machine;
import dev.namestead.server.workflow.WorkflowDefinition;
import dev.namestead.server.workflow.WorkflowProbe;
import dev.namestead.server.workflow.WorkflowSettings;
import dev.namestead.server.workflow.Workflows;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The object graph of one environment's features: everything that has a database and a clock, and nothing that listens. */
public final class Registrar implements AutoCloseable {
    /** Long enough to gather the checks of a busy moment, short enough that another node searches with what they saw. */
    private static final Duration NOTED_AFTER = Duration.ofMillis(100);

    private final Database database;
    private final Catalog catalog;
    private final Registries registries;
    private final AccountStore accountStore = new AccountStore();
    private final AddressBookStore addressBook = new AddressBookStore();
    private final AuditStore audit = new AuditStore();
    private final Ledger ledger = new Ledger();
    private final SeenNames seen;
    private final Accounts accounts;
    private final Payments payments;
    private final Reconciliation reconciliation;
    private final Notices notices;
    private final Workflows workflows;
    private final RegisterDomain registerDomain;
    private final UpdateRegistration updateRegistration;
    private final Verifications verifications;
    private final Lifecycle lifecycle;
    private final Registrations registrations;
    private final CancelWorkflow cancelWorkflow;
    private final Confirmations confirmations;
    private final PollHandler polls;
    private final SearchDomains search;
    private final CheckDomains check;
    private final Duration longestDoubt;

    /**
     * What an environment is made of.
     *
     * @param mailer null where notices are only kept
     * @param probe {@link WorkflowProbe#NONE} but in tests
     * @param machine {@link Machine#REAL} but in a simulation
     * @param bell to and from the other nodes
     */
    public record Parts(
            Database database,
            Catalog catalog,
            Registries registries,
            SecretBox secrets,
            RegistrationSettings registration,
            LifecycleSettings lifecycle,
            WorkflowSettings workflow,
            SearchSettings search,
            PaymentChoice payment,
            @Nullable Mailer mailer,
            WorkflowProbe probe,
            Machine machine,
            Bell bell) {
        /** Of a node that is alone, with the usual policies. */
        public Parts(
                Database database,
                Catalog catalog,
                Registries registries,
                SecretBox secrets,
                RegistrationSettings registration,
                WorkflowSettings workflow,
                SearchSettings search,
                PaymentChoice payment,
                @Nullable Mailer mailer,
                WorkflowProbe probe,
                Machine machine) {
            this(
                    database,
                    catalog,
                    registries,
                    secrets,
                    registration,
                    LifecycleSettings.DEFAULT,
                    workflow,
                    search,
                    payment,
                    mailer,
                    probe,
                    machine,
                    Bell.NONE);
        }
    }

    public Registrar(Parts parts) {
        database = parts.database();
        catalog = parts.catalog();
        NameKnowledge store = new NameKnowledgeStore(parts.search().keepKnowledge());
        NameKnowledge knowledge =
                parts.payment() == PaymentChoice.SANDBOX ? new NamesByOutcome(store, parts.catalog()) : store;
        seen = new SeenNames(database, knowledge, work -> parts.machine().startLater("seen-names", NOTED_AFTER, work));
        registries = parts.registries();
        accounts = new Accounts(database, accountStore, audit);
        payments = parts.payment().payments(database, ledger);
        reconciliation = new Reconciliation(database, payments);
        notices = new Notices(database, parts.mailer(), parts.lifecycle().policy());
        longestDoubt =
                parts.registration().commandDeadline().plus(parts.workflow().lease());
        IntentStore intents = new IntentStore(parts.secrets());
        LateMoney lateMoney =
                new LateMoney(ledger, payments, parts.lifecycle().lateMoney().tryAgain());
        Settlements settlements =
                new Settlements(lateMoney, ledger, new PaymentNotices(notices), audit, this::workflows);
        RegistrationWorkflow registering = new RegistrationWorkflow(
                parts.registration(),
                registries,
                intents,
                ledger,
                payments,
                settlements,
                accountStore,
                audit,
                notices,
                seen,
                this::verifications);
        UpdateWorkflow updating = new UpdateWorkflow(registries, audit);
        LifecycleWorkflows living = new LifecycleWorkflows(
                parts.registration(),
                parts.lifecycle(),
                catalog,
                registries,
                intents,
                ledger,
                payments,
                settlements,
                accountStore,
                audit,
                notices,
                seen,
                this::verifications,
                this::workflows);
        List<String> lanes = Stream.concat(registries.all().stream().map(Registry::id), Stream.of(Settlements.LANE))
                .toList();
        workflows = new Workflows(
                database,
                parts.workflow(),
                parts.probe(),
                parts.machine(),
                lanes,
                Stream.of(List.of(registering, updating), living.all(), settlements.all())
                        .<WorkflowDefinition<?>>flatMap(List::stream)
                        .toList(),
                parts.bell());
        registerDomain = new RegisterDomain(
                database,
                catalog,
                parts.registration(),
                workflows,
                registering,
                accountStore,
                addressBook,
                ledger,
                payments,
                audit);
        updateRegistration =
                new UpdateRegistration(database, catalog, parts.registration(), workflows, updating, audit);
        verifications = new Verifications(
                database,
                audit,
                notices,
                parts.registration().publicUrl(),
                () -> lifecycle().life().signal());
        confirmations = new Confirmations(
                database, parts.registration(), workflows, registering, verifications, notices, audit);
        lifecycle = new Lifecycle(
                database,
                parts.machine(),
                parts.workflow().node(),
                parts.registration(),
                parts.lifecycle(),
                catalog,
                registries,
                workflows,
                living,
                ledger,
                payments,
                settlements,
                accountStore,
                audit,
                notices,
                seen,
                verifications,
                confirmations);
        registrations = new Registrations(database, workflows, parts.registration());
        cancelWorkflow = new CancelWorkflow(database, workflows, audit);
        polls = new LifecyclePolls(
                new RegistrationPolls(intents, workflows),
                () -> lifecycle.life().signal());
        search = new SearchDomains(catalog, database, knowledge, seen, registrations, Segmentation.NONE);
        check = new CheckDomains(catalog, registries, database, registrations, seen, parts.search());
    }

    /** Begins to work on what was asked for; what is due because time has passed is begun apart, by {@link Lifecycle#life}. */
    public void start() {
        notices.start();
        workflows.start();
    }

    public Database database() {
        return database;
    }

    public Catalog catalog() {
        return catalog;
    }

    public Registries registries() {
        return registries;
    }

    public Accounts accounts() {
        return accounts;
    }

    public AccountStore accountStore() {
        return accountStore;
    }

    public AddressBookStore addressBook() {
        return addressBook;
    }

    public AuditStore audit() {
        return audit;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Payments payments() {
        return payments;
    }

    public SeenNames seenNames() {
        return seen;
    }

    public Notices notices() {
        return notices;
    }

    public Reconciliation reconciliation() {
        return reconciliation;
    }

    public Workflows workflows() {
        return workflows;
    }

    /** How long a command without an answer may still arrive at its registry: that it leaves late, and its deadline (machine time). */
    public Duration longestDoubt() {
        return longestDoubt;
    }

    public RegisterDomain registerDomain() {
        return registerDomain;
    }

    public UpdateRegistration updateRegistration() {
        return updateRegistration;
    }

    public Verifications verifications() {
        return verifications;
    }

    public Lifecycle lifecycle() {
        return lifecycle;
    }

    public Registrations registrations() {
        return registrations;
    }

    public CancelWorkflow cancelWorkflow() {
        return cancelWorkflow;
    }

    public Confirmations confirmations() {
        return confirmations;
    }

    public SearchDomains search() {
        return search;
    }

    public CheckDomains check() {
        return check;
    }

    /** What the registries' messages are handed to. */
    public PollHandler polls() {
        return polls;
    }

    /** Begins nothing more; what runs is waited for within reason. */
    @Override
    public void close() {
        reconciliation.close();
        lifecycle.life().close();
        workflows.close();
        notices.close();
        seen.close();
    }
}
