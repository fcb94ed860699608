package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Login;
import dev.namestead.epp.Logout;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.Poll;
import dev.namestead.epp.extension.Namestore;
import dev.namestead.epp.object.Balance;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.object.TransferOp;
import dev.namestead.sandbox.profile.Feature;
import dev.namestead.sandbox.profile.RegistryProfile;
import dev.namestead.sandbox.storage.Journal;
import dev.namestead.sandbox.storage.JsonEventCodec;
import dev.namestead.sandbox.storage.LiveEvents;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A sandbox registry behind its sessions: runs commands by its rules, keeps its state in memory and in a journal. Lookups
 * run side by side, changes one after the other. Before an answer leaves, {@link #awaitDurable} must return.
 */
public final class Registry implements AutoCloseable {
    private final RegistryProfile profile;
    private final RegistrySettings settings;
    private final BusinessClock clock;
    private final RegistryState state = new RegistryState();
    private final Journal<RegistryEvent> journal;
    private final ReentrantLock writer = new ReentrantLock();

    /** Replays the journal, making it if absent. */
    public Registry(RegistryProfile profile, RegistrySettings settings, BusinessClock clock, Path journalFile) {
        this.profile = profile;
        this.settings = settings;
        this.clock = clock;
        this.journal = Journal.open(journalFile, new JsonEventCodec<>(RegistryEvent.class), state::apply, new Live());
    }

    /** An empty one that is kept in memory only. */
    public Registry(RegistryProfile profile, RegistrySettings settings, BusinessClock clock) {
        this.profile = profile;
        this.settings = settings;
        this.clock = clock;
        this.journal = Journal.unkept();
    }

    public RegistryProfile profile() {
        return profile;
    }

    /** For looking; {@link #change} is the only way to alter it. */
    public RegistryState state() {
        return state;
    }

    public Instant now() {
        return clock.now();
    }

    /**
     * Runs a command of a logged-in session. The answer may not be sent before {@link #awaitDurable} returned. Throws {@link
     * EpochOver} when the session belongs to a world that was reset.
     */
    public Answer execute(EppCommand command, Requester who) {
        try {
            checkExtensions(command.extensions(), who);
            return switch (command.body()) {
                case Login ignored -> Answer.of(EppResult.of(EppResultCode.USE_ERROR, "Already logged in"));
                case Logout ignored -> Answer.of(EppResultCode.SUCCESS_ENDING_SESSION);
                case Poll poll -> poll(poll, who);
                case ObjectCommand object -> execute(object, command, who);
            };
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private Answer execute(ObjectCommand object, EppCommand command, Requester who) {
        Optional<Namestore.SubProduct> product = SubProducts.named(object, command, profile);
        Answer answer = executeNamed(object, command, who);
        return product.isEmpty() ? answer : answer.with(product.get());
    }

    private Answer executeNamed(ObjectCommand object, EppCommand command, Requester who) {
        return switch (object) {
            case DomainCommand domain -> domain(domain, command, who);
            case HostCommand host -> host(host, who);
            case ContactCommand contact when profile.isThick() -> contact(contact, who);
            case ContactCommand ignored
            when profile.habits().contactsRefusedWith() != null -> throw SubProducts.withoutContacts(profile, command);
            case Balance.Info ignored when profile.has(Feature.BALANCE) -> BalanceRules.info(who, profile, state);
            default -> Answer.of(EppResultCode.UNIMPLEMENTED_OBJECT);
        };
    }

    private Answer domain(DomainCommand body, EppCommand command, Requester who) {
        return switch (body) {
            case DomainCommand.Check check -> DomainCheckRule.decide(check, command, who, profile, state, now());
            case DomainCommand.Info info -> DomainInfoRule.decide(info, who, profile, settings, state, now());
            case DomainCommand.Create create ->
                write(who, change -> DomainCreateRule.decide(create, command, who, settings, change));
            case DomainCommand.Update update ->
                write(who, change -> DomainUpdateRule.decide(update, command, who, change));
            case DomainCommand.Renew renew -> write(who, change -> DomainRenewRule.decide(renew, command, who, change));
            case DomainCommand.Delete delete -> write(who, change -> DomainDeleteRule.decide(delete, who, change));
            case DomainCommand.Transfer query
            when query.op() == TransferOp.QUERY -> DomainTransferRule.query(query, who, profile, state);
            case DomainCommand.Transfer transfer ->
                write(who, change -> DomainTransferRule.decide(transfer, command, who, settings, change));
        };
    }

    private Answer host(HostCommand body, Requester who) {
        return switch (body) {
            case HostCommand.Check check -> HostRules.check(check, state);
            case HostCommand.Info info -> HostRules.info(info, state);
            case HostCommand.Create create -> write(who, change -> HostRules.create(create, who, change));
            case HostCommand.Update update -> write(who, change -> HostUpdateRule.decide(update, who, change));
            case HostCommand.Delete delete -> write(who, change -> HostRules.delete(delete, who, change));
        };
    }

    private Answer contact(ContactCommand body, Requester who) {
        return switch (body) {
            case ContactCommand.Check check -> ContactRules.check(check, state);
            case ContactCommand.Info info -> ContactRules.info(info, who, state);
            case ContactCommand.Create create -> write(who, change -> ContactRules.create(create, who, change));
            case ContactCommand.Update update -> write(who, change -> ContactRules.update(update, who, change));
            case ContactCommand.Delete delete -> write(who, change -> ContactRules.delete(delete, who, change));
            case ContactCommand.Transfer ignored -> Answer.of(EppResultCode.UNIMPLEMENTED_COMMAND);
        };
    }

    private Answer poll(Poll poll, Requester who) {
        return switch (poll) {
            case Poll.Request ignored -> PollRules.request(who, profile, state, now());
            case Poll.Ack ack -> write(who, change -> PollRules.ack(ack, who, change));
        };
    }

    /** A poll that shows any message of the queue, as no registry should. */
    public Answer pollAny(Requester who, RandomGenerator lots) {
        return PollRules.any(who, profile, state, now(), lots);
    }

    /** A session may use what it declared at login, and it could declare only what the registry speaks. */
    private static void checkExtensions(List<EppExtension> extensions, Requester who) {
        for (EppExtension extension : extensions) {
            if (extension instanceof EppExtension.Raw || !who.declared(extension.namespace())) {
                throw new Refusal(
                        EppResultCode.UNIMPLEMENTED_EXTENSION, extension.namespace() + " was not declared at login");
            }
        }
    }

    private Answer write(Requester who, Function<Change, Answer> rule) {
        return change(change -> {
            if (who.epoch() != state.epoch()) {
                throw new EpochOver();
            }
            return rule.apply(change);
        });
    }

    /** Runs a rule alone and makes its events true and queued for the journal, all or none. */
    <T> T change(Function<Change, T> rule) {
        writer.lock();
        try {
            Change change = new Change(profile, state, clock.now());
            T result = rule.apply(change);
            commit(change.events());
            return result;
        } finally {
            writer.unlock();
        }
    }

    private void commit(List<RegistryEvent> events) {
        if (!events.isEmpty()) {
            journal.append(events); // first: what cannot be journalled must not become true
            events.forEach(state::apply);
        }
    }

    /** Returns when all that this registry has shown or changed so far is on disk. */
    public void awaitDurable() {
        journal.awaitDurable(journal.appended());
    }

    /** The earliest instant at which something happens by itself. */
    public Optional<Instant> nextDue() {
        writer.lock();
        try {
            return state.nextDue();
        } finally {
            writer.unlock();
        }
    }

    /** Runs the earliest thing that is due at or before the instant, as of its own due instant; false when nothing is. */
    public boolean runNextDue(Instant limit) {
        writer.lock();
        try {
            Optional<DomainObject> due = state.firstDue(limit);
            if (due.isEmpty()) {
                return false;
            }
            Change change = new Change(profile, state, due.get().due().orElse(limit));
            DomainLifecycle.becomeDue(due.get(), change);
            commit(change.events());
            return true;
        } finally {
            writer.unlock();
        }
    }

    /** Sets a registrar's password, durably. */
    public void setPassword(String registrar, String password) {
        change(change -> {
            change.record(new RegistryEvent.PasswordSet(registrar, password));
            return password;
        });
        awaitDurable();
    }

    /** A registrar's account. */
    public Account account(String registrar) {
        return state.account(registrar)
                .orElseGet(() -> Account.opened(registrar, profile.prices().deposit()));
    }

    /** Sets what is left of a registrar's deposit; null takes the limit away. Throws {@link IllegalArgumentException} for a stranger. */
    public Account setBalance(String registrar, @Nullable BigDecimal balance) {
        if (!settings.registrars().contains(registrar)) {
            throw new IllegalArgumentException(registrar + " is no registrar here.");
        }
        Account set = change(change -> change.setBalance(registrar, balance));
        awaitDurable();
        return set;
    }

    /** What tests arrange from outside; see {@link DomainKnobs}. */
    public DomainObject arrange(String name, DomainKnobs knobs) {
        DomainObject arranged = change(change -> knobs.arrange(name, settings, change));
        awaitDurable();
        return arranged;
    }

    /** Takes a name over from another registry's state; durable after {@link #awaitDurable}. */
    public void adopt(DomainObject domain, RegistryState from) {
        change(change -> {
            Adoption.adopt(domain, from, change);
            return domain;
        });
    }

    /** Gives a name up that another registry has taken over; durable after {@link #awaitDurable}. */
    public void release(String domain) {
        change(change -> {
            Adoption.release(domain, change);
            return domain;
        });
    }

    /** Forgets all objects and messages, durably; sessions of the old epoch can write nothing more. */
    public void clear() {
        change(change -> {
            change.record(new RegistryEvent.Cleared(state.epoch() + 1));
            return true;
        });
        awaitDurable();
    }

    /** All that this registry knows at one instant; objects are values, so that it does not change afterwards. */
    public List<RegistryEvent> snapshot() {
        writer.lock();
        try {
            List<RegistryEvent> events = new ArrayList<>();
            state.events().forEachRemaining(events::add);
            return Collections.unmodifiableList(events);
        } finally {
            writer.unlock();
        }
    }

    /** For the journal, which may be written anew at any time. */
    private final class Live implements LiveEvents<RegistryEvent> {
        @Override
        public long count() {
            return state.count();
        }

        @Override
        public Iterator<RegistryEvent> events() {
            return snapshot().iterator();
        }
    }

    /** Knows again what a snapshot of this registry knew, and nothing since; sessions of the old epoch can write nothing more. */
    public void restore(List<RegistryEvent> snapshot) {
        change(change -> {
            change.record(new RegistryEvent.Cleared(state.epoch() + 1));
            snapshot.stream()
                    .filter(event -> !(event instanceof RegistryEvent.Cleared))
                    .forEach(change::record);
            return true;
        });
        awaitDurable();
    }

    @Override
    public void close() {
        journal.close();
    }
}
