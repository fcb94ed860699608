package dev.namestead.sandbox.registry;

import dev.namestead.sandbox.registry.RegistryEvent.AccountStored;
import dev.namestead.sandbox.registry.RegistryEvent.Cleared;
import dev.namestead.sandbox.registry.RegistryEvent.ContactRemoved;
import dev.namestead.sandbox.registry.RegistryEvent.ContactStored;
import dev.namestead.sandbox.registry.RegistryEvent.Counted;
import dev.namestead.sandbox.registry.RegistryEvent.DomainRemoved;
import dev.namestead.sandbox.registry.RegistryEvent.DomainStored;
import dev.namestead.sandbox.registry.RegistryEvent.HostRemoved;
import dev.namestead.sandbox.registry.RegistryEvent.HostStored;
import dev.namestead.sandbox.registry.RegistryEvent.MessageQueued;
import dev.namestead.sandbox.registry.RegistryEvent.MessageTaken;
import dev.namestead.sandbox.registry.RegistryEvent.PasswordSet;
import dev.namestead.sandbox.registry.RegistryEvent.PriceRaised;
import dev.namestead.sandbox.registry.RegistryEvent.ReplyLost;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a registry knows, in memory. Only {@link #apply} changes it, under the registry's writer lock and equally at replay;
 * lookups need no lock.
 */
public final class RegistryState {
    private record Due(Instant at, String name) {}

    private final Map<String, DomainObject> domains = new ConcurrentHashMap<>();
    private final Map<String, HostObject> hosts = new ConcurrentHashMap<>();
    private final Map<String, ContactObject> contacts = new ConcurrentHashMap<>();
    private final Map<String, ConcurrentNavigableMap<Long, QueuedMessage>> queues = new ConcurrentHashMap<>();
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Map<String, String> passwords = new ConcurrentHashMap<>();
    private final Set<String> lostReplies = ConcurrentHashMap.newKeySet();
    private final Set<String> raisedPrices = ConcurrentHashMap.newKeySet();
    private final SharedParts shared = new SharedParts();
    private final Links hostLinks = new Links();
    private final Links contactLinks = new Links();
    private final Links subordinates = new Links();
    private final TreeSet<Due> dues =
            new TreeSet<>(Comparator.comparing(Due::at).thenComparing(Due::name));
    private long objects;
    private long messages;
    private volatile long epoch = 1;

    RegistryState() {}

    void apply(RegistryEvent event) {
        switch (event) {
            case DomainStored(DomainObject domain) -> putDomain(domain.name(), shared.shared(domain));
            case DomainRemoved(String name) -> putDomain(name, null);
            case HostStored(HostObject host) -> putHost(host.name(), host);
            case HostRemoved(String name) -> putHost(name, null);
            case ContactStored(ContactObject contact) -> {
                contacts.put(contact.id(), contact);
                countObject(contact.roid());
            }
            case ContactRemoved(String id) -> contacts.remove(id);
            case MessageQueued(QueuedMessage message) -> {
                queue(message.registrar()).put(message.id(), message);
                messages = Math.max(messages, message.id());
            }
            case MessageTaken(String registrar, long id) -> queue(registrar).remove(id);
            case ReplyLost(String name) -> lostReplies.add(name);
            case PriceRaised(String name) -> raisedPrices.add(name);
            case AccountStored(Account account) -> accounts.put(account.registrar(), account);
            case PasswordSet(String registrar, String password) -> passwords.put(registrar, password);
            case Counted(long objectsSoFar, long messagesSoFar) -> {
                objects = Math.max(objects, objectsSoFar);
                messages = Math.max(messages, messagesSoFar);
            }
            case Cleared(long next) -> clear(next);
        }
    }

    /** About how many events it would take to know all this. */
    long count() {
        long waiting = queues.values().stream().mapToLong(Map::size).sum();
        return domains.size() + hosts.size() + contacts.size() + waiting + passwords.size() + accounts.size();
    }

    /** They, in an order in which they can be applied; needs the writer lock. */
    Iterator<RegistryEvent> events() {
        Stream<RegistryEvent> events = Stream.of(
                        Stream.of(new Cleared(epoch), new Counted(objects, messages)),
                        passwords.entrySet().stream().map(each -> new PasswordSet(each.getKey(), each.getValue())),
                        accounts.values().stream().map(AccountStored::new),
                        contacts.values().stream().map(ContactStored::new),
                        hosts.values().stream().map(HostStored::new),
                        domains.values().stream().map(DomainStored::new),
                        queues.values().stream()
                                .flatMap(queue -> queue.values().stream())
                                .map(MessageQueued::new),
                        lostReplies.stream().map(ReplyLost::new),
                        raisedPrices.stream().map(PriceRaised::new))
                .flatMap(each -> each);
        return events.iterator();
    }

    private void putDomain(String name, @Nullable DomainObject domain) {
        DomainObject before = domain == null ? domains.remove(name) : domains.put(name, domain);
        if (before != null) {
            before.hosts().forEach(host -> hostLinks.remove(host, name));
            before.contactIds().forEach(contact -> contactLinks.remove(contact, name));
            before.due().ifPresent(at -> dues.remove(new Due(at, name)));
        }
        if (domain != null) {
            domain.hosts().forEach(host -> hostLinks.add(host, name));
            domain.contactIds().forEach(contact -> contactLinks.add(contact, name));
            domain.due().ifPresent(at -> dues.add(new Due(at, name)));
            countObject(domain.roid());
        }
    }

    private void putHost(String name, @Nullable HostObject host) {
        HostObject before = host == null ? hosts.remove(name) : hosts.put(name, host);
        if (before != null && before.superordinate() != null) {
            subordinates.remove(before.superordinate(), name);
        }
        if (host != null) {
            if (host.superordinate() != null) {
                subordinates.add(host.superordinate(), name);
            }
            countObject(host.roid());
        }
    }

    private void clear(long nextEpoch) {
        domains.clear();
        hosts.clear();
        contacts.clear();
        queues.clear();
        accounts.clear();
        lostReplies.clear();
        raisedPrices.clear();
        hostLinks.clear();
        contactLinks.clear();
        subordinates.clear();
        dues.clear();
        epoch = nextEpoch;
    }

    private void countObject(String roid) {
        objects = Math.max(objects, ObjectIds.number(roid));
    }

    /** Epochs count resets, from 1. */
    public long epoch() {
        return epoch;
    }

    public Optional<DomainObject> domain(String name) {
        return Optional.ofNullable(domains.get(name));
    }

    public Optional<HostObject> host(String name) {
        return Optional.ofNullable(hosts.get(name));
    }

    public Optional<ContactObject> contact(String id) {
        return Optional.ofNullable(contacts.get(id));
    }

    /** All domains, in no order. */
    public Collection<DomainObject> domains() {
        return domains.values();
    }

    /** Hosts that lie under the domain. */
    public Set<String> subordinateHosts(String domain) {
        return subordinates.of(domain);
    }

    /** Domains that delegate to the host. */
    public Set<String> domainsOnHost(String host) {
        return hostLinks.of(host);
    }

    /** Domains that refer to the contact in any role. */
    public Set<String> domainsOfContact(String contact) {
        return contactLinks.of(contact);
    }

    /** A registrar's messages, oldest first. */
    public ConcurrentNavigableMap<Long, QueuedMessage> queue(String registrar) {
        return queues.computeIfAbsent(registrar, ignored -> new ConcurrentSkipListMap<>());
    }

    /** A registrar's account; empty before anything was charged. */
    public Optional<Account> account(String registrar) {
        return Optional.ofNullable(accounts.get(registrar));
    }

    /** All accounts that money has moved on, in no order. */
    public Collection<Account> accounts() {
        return accounts.values();
    }

    public Optional<String> password(String registrar) {
        return Optional.ofNullable(passwords.get(registrar));
    }

    boolean replyWasLost(String name) {
        return lostReplies.contains(name);
    }

    boolean priceIsRaised(String name) {
        return raisedPrices.contains(name);
    }

    long lastObject() {
        return objects;
    }

    long lastMessage() {
        return messages;
    }

    /** Needs the writer lock. */
    Optional<Instant> nextDue() {
        return dues.isEmpty() ? Optional.empty() : Optional.of(dues.first().at());
    }

    /** The domain whose turn it is; needs the writer lock. */
    Optional<DomainObject> firstDue(Instant limit) {
        if (dues.isEmpty() || dues.first().at().isAfter(limit)) {
            return Optional.empty();
        }
        return domain(dues.first().name());
    }
}
