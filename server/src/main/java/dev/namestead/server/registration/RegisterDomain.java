package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.api.Refusal;
import dev.namestead.api.RefusedException;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.account.Account;
import dev.namestead.server.account.AccountStore;
import dev.namestead.server.addressbook.AddressBookStore;
import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.audit.AuditStore;
import dev.namestead.server.billing.Ledger;
import dev.namestead.server.billing.Money;
import dev.namestead.server.billing.Payments;
import dev.namestead.server.database.Database;
import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.Catalog;
import dev.namestead.server.extension.Extension;
import dev.namestead.server.workflow.WorkflowError;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowView;
import dev.namestead.server.workflow.Workflows;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Accepts a request to register a name: reserves name, place and money and writes the workflow, all in one transaction. An equal request
 * is answered with the workflow that is there.
 */
public final class RegisterDomain {
    public static final String EXISTS =
            "A workflow already exists for this resource. Use GET status to check its progress.";

    private static final String HELD = "The domain is already registered in this account.";

    /** Longest wait (machine time) of an acceptance for others of its account. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Database database;
    private final RegistrationRules rules;
    private final RegistrationSettings settings;
    private final Workflows workflows;
    private final RegistrationWorkflow definition;
    private final AccountStore accounts;
    private final AddressBookStore addressBook;
    private final Ledger ledger;
    private final Prerequisites prerequisites;
    private final AuditStore audit;
    private final AccountGates gates = new AccountGates(PATIENCE);
    private final RegistrationStore store = new RegistrationStore();

    public RegisterDomain(
            Database database,
            Catalog catalog,
            RegistrationSettings settings,
            Workflows workflows,
            RegistrationWorkflow definition,
            AccountStore accounts,
            AddressBookStore addressBook,
            Ledger ledger,
            Payments payments,
            AuditStore audit) {
        this.database = database;
        this.rules = new RegistrationRules(catalog);
        this.settings = settings;
        this.workflows = workflows;
        this.definition = definition;
        this.accounts = accounts;
        this.addressBook = addressBook;
        this.ledger = ledger;
        this.prerequisites = new Prerequisites(accounts, payments);
        this.audit = audit;
    }

    /** A request together with what the catalog says of it. */
    private record Order(
            Actor actor,
            AccountId account,
            RegisterRequest request,
            String hash,
            Extension extension,
            int years,
            PrivacyMode privacy) {
        String name() {
            return request.name().ascii();
        }

        Money price() {
            return extension.price().forYears(years);
        }
    }

    /**
     * @return the workflow that registers the name, or did, or failed to
     * @throws RefusedException nothing was accepted
     */
    public WorkflowId accept(Actor actor, AccountId account, RegisterRequest request) {
        Extension extension = rules.extension(request.name());
        Order order = new Order(
                actor,
                account,
                request,
                RequestHash.of(request.name().ascii(), request),
                extension,
                RegistrationRules.years(extension, request),
                RegistrationRules.privacy(extension, request));
        RegistrationRules.extraFields(extension, request);
        RegistrationRules.acknowledgedFees(extension, request);
        return gates.pass(
                account,
                () -> database.inTransactionByKey(tx -> replayed(tx, order).orElseGet(() -> begin(tx, order))));
    }

    /** The workflow that an equal request began, while it is still answered with it. */
    private Optional<WorkflowId> replayed(Tx tx, Order order) {
        Optional<WorkflowView> latest = workflows.latest(tx, order.account(), RegistrationWorkflow.KIND, order.name());
        if (latest.isEmpty()) {
            return Optional.empty();
        }
        WorkflowView workflow = latest.get();
        boolean equal = workflow.requestHash().equals(order.hash());
        Duration age = Duration.between(workflow.updatedAt(), tx.businessNow());
        if (workflow.state() == WorkflowState.FAILED) {
            boolean fresh = age.compareTo(settings.replayFailed()) < 0;
            return equal && fresh && !workflow.cancelled() ? Optional.of(workflow.id()) : Optional.empty();
        }
        boolean over = workflow.state() == WorkflowState.SUCCEEDED
                && store.find(tx, order.account(), order.request().name()).isEmpty();
        if (over) {
            return Optional.empty();
        }
        boolean fresh = workflow.state() != WorkflowState.SUCCEEDED || age.compareTo(settings.replaySucceeded()) < 0;
        if (equal && fresh) {
            return Optional.of(workflow.id());
        }
        throw new RefusedException(Refusal.INVALID, fresh ? EXISTS : HELD);
    }

    private WorkflowId begin(Tx tx, Order order) {
        RegistrationData data = data(order, contacts(tx, order));
        Account account = prerequisites.require(tx, order.account());
        WorkflowId id = WorkflowId.random();
        if (!store.reserve(
                tx,
                order.account(),
                data,
                id,
                order.request().autoRenew(),
                order.privacy(),
                order.request().contactExtensions())) {
            return reservedAlready(tx, order, data);
        }
        if (!accounts.takeDomainSlot(tx, order.account())) {
            throw RegistrationRules.refused(
                    "Domain limit reached: you cannot register more than %d domains.".formatted(account.domainLimit()),
                    "/domain_name");
        }
        ledger.hold(tx, order.account(), id.value(), order.name(), order.price());
        if (!workflows.begin(
                tx, id, definition, order.account(), order.name(), data.registryId(), order.hash(), data)) {
            throw new RefusedException(Refusal.INVALID, EXISTS);
        }
        audit.record(tx, order.actor(), order.account(), "registration.accept", order.name(), details(order));
        return id;
    }

    /** Somebody was faster: an equal request of the same account, or another one, who then has the name. */
    private WorkflowId reservedAlready(Tx tx, Order order, RegistrationData data) {
        boolean ours = store.holder(tx, order.request().name())
                .filter(holder -> holder.account().equals(order.account()))
                .isPresent();
        if (ours) {
            return replayed(tx, order).orElseThrow(() -> new RefusedException(Refusal.INVALID, EXISTS));
        }
        WorkflowError error =
                new WorkflowError(RegistrationError.DOMAIN_UNAVAILABLE.wire(), order.name() + " is not available.");
        audit.record(tx, order.actor(), order.account(), "registration.refuse", order.name(), details(order));
        return workflows.ended(
                tx, definition, order.account(), order.name(), data.registryId(), order.hash(), data, error);
    }

    /** The roles that the registry wants; one that was not given is the registrant's, who may be the account's default. */
    private Map<ContactRole, Contact> contacts(Tx tx, Order order) {
        Map<ContactRole, Contact> given = order.request().contacts();
        Contact named = given.get(ContactRole.REGISTRANT);
        Contact registrant = named == null ? defaultContact(tx, order.account()) : named;
        Map<ContactRole, Contact> contacts = new EnumMap<>(ContactRole.class);
        contacts.put(ContactRole.REGISTRANT, registrant);
        if (order.extension().contacts() == Extension.ContactPolicy.ALL) {
            for (ContactRole role : ContactRole.values()) {
                contacts.put(role, given.getOrDefault(role, registrant));
            }
        }
        return contacts;
    }

    private Contact defaultContact(Tx tx, AccountId account) {
        return addressBook
                .defaultContact(tx, account)
                .orElseThrow(() -> new RefusedException(
                        Refusal.INVALID,
                        "No registrant contact provided and no default address book entry found for this account."));
    }

    private RegistrationData data(Order order, Map<ContactRole, Contact> contacts) {
        return new RegistrationData(
                UUID.randomUUID(),
                order.name(),
                order.extension().registryId(),
                order.years(),
                order.price().currency().getCurrencyCode(),
                order.price().minorUnits(),
                order.extension().cost().forYears(order.years()).minorUnits(),
                false,
                contacts,
                Map.of(),
                settings.nameServers(),
                null,
                null);
    }

    /** The opt-in to auto-renew authorises later charges, so what it was given for is kept. */
    private static String details(Order order) {
        return """
                {"years":%d,"price":"%s","auto_renew":%b,"renewal_price":"%s"}""".formatted(
                        order.years(),
                        order.price(),
                        order.request().autoRenew(),
                        order.extension().price().renewal());
    }
}
