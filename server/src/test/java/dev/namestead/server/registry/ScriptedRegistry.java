package dev.namestead.server.registry;

import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.CreateDomain.Created;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Done;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Pending;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryAnswer.Unknown;
import dev.namestead.server.registry.RenewDomain.Renewed;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A registry in memory that keeps the rules which matter in doubt, and misbehaves on order: the next command of a kind meets the next
 * trouble of its kind.
 */
public final class ScriptedRegistry implements Registry, Registries {
    private final String id;
    private final boolean thick;
    private final Map<String, Domain> domains = new HashMap<>();
    private final Set<String> contacts = new TreeSet<>();
    private final Map<String, Deque<Trouble>> troubles = new HashMap<>();
    private final Deque<Runnable> late = new ArrayDeque<>();
    private final Deque<Runnable> lateRenewals = new ArrayDeque<>();
    private int infosBeforeLate = 1;
    private final Map<String, Integer> creates = new HashMap<>();
    private final Map<String, Integer> renewals = new HashMap<>();
    private final Map<String, Supplier<RegistryAnswer<Renewed>>> undecided = new HashMap<>();
    private Money createFee;
    private Money renewFee;

    public ScriptedRegistry(String id, boolean thick) {
        this.id = id;
        this.thick = thick;
    }

    /** What may go wrong with one command. */
    public enum Trouble {
        /** Carried out, and nobody hears of it. */
        ANSWER_LOST,
        /** No answer, and carried out only after the next {@code info} has said no, or shown the old date. */
        COMMITTED_LATE,
        /** No answer, never carried out. */
        TIMED_OUT,
        NOT_SENT,
        /** Carried out twice, and the answer to the second is the one that comes. */
        DOUBLED,
        /** Answered 1001; decided by {@link #decide}. */
        PENDING,
        REFUSED,
        FEE_REFUSED,
        /** Taken by another registrar between check and create. */
        TAKEN
    }

    private static final class Domain {
        private boolean ours = true;
        private boolean pending;
        private String authInfo;
        private String registrant;
        private Instant createdAt;
        private Instant expiresAt;
        private final Set<String> statuses = new HashSet<>();
    }

    /** The next commands of this kind meet these troubles, one each. */
    public synchronized ScriptedRegistry next(String command, Trouble... some) {
        troubles.computeIfAbsent(command, _ -> new ArrayDeque<>()).addAll(List.of(some));
        return this;
    }

    public synchronized ScriptedRegistry asks(Money fee) {
        createFee = fee;
        return this;
    }

    /** How many infos show the old date before a renewal that is committed late is done. */
    public synchronized ScriptedRegistry commitsLateAfter(int infos) {
        infosBeforeLate = infos;
        return this;
    }

    public synchronized ScriptedRegistry asksForARenewal(Money fee) {
        renewFee = fee;
        return this;
    }

    /** Extends a name as if it had come to its date, or had been renewed from elsewhere. */
    public synchronized void extendsByItself(String name, int years) {
        Domain domain = domains.get(name);
        domain.expiresAt =
                domain.expiresAt.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
    }

    /** Gives the name to somebody else. */
    public synchronized void loses(String name) {
        domains.get(name).ours = false;
    }

    public synchronized Instant expiresAt(String name) {
        return domains.get(name).expiresAt;
    }

    /** How often an object of this name was really renewed. */
    public synchronized int renewals(String name) {
        return renewals.getOrDefault(name, 0);
    }

    public synchronized ScriptedRegistry takenByAnother(String name) {
        Domain domain = new Domain();
        domain.ours = false;
        domain.createdAt = Instant.now();
        domains.put(name, domain);
        return this;
    }

    /** Decides on a pending create. */
    public synchronized void decide(String name, boolean accepted) {
        if (accepted) {
            domains.get(name).pending = false;
        } else {
            domains.remove(name);
        }
    }

    public synchronized boolean holdsForUs(String name) {
        return domains.containsKey(name) && domains.get(name).ours;
    }

    public synchronized boolean locked(String name) {
        return domains.get(name).statuses.contains("clientTransferProhibited");
    }

    /** How often an object of this name was really made. */
    public synchronized int creates(String name) {
        return creates.getOrDefault(name, 0);
    }

    public synchronized Set<String> contacts() {
        return Set.copyOf(contacts);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public boolean thick() {
        return thick;
    }

    @Override
    public Optional<Registry> find(String registryId) {
        return Optional.of(this);
    }

    @Override
    public List<Registry> all() {
        return List.of(this);
    }

    @Override
    public synchronized RegistryAnswer<List<Availability>> check(List<DomainName> names, Duration deadline) {
        return meet(
                "check",
                () -> new Completed<>(
                        names.stream()
                                .map(name -> new Availability(
                                        name,
                                        !domains.containsKey(name.ascii()),
                                        name.label().endsWith("-premium"),
                                        null,
                                        createFee,
                                        createFee))
                                .toList(),
                        "SV"));
    }

    @Override
    public synchronized RegistryAnswer<RegistryDomain> info(DomainName name) {
        RegistryAnswer<RegistryDomain> answer = meet("info", () -> read(name));
        boolean saidNo = answer instanceof Refused<RegistryDomain>;
        while (saidNo && !late.isEmpty()) {
            late.remove().run();
        }
        if (!lateRenewals.isEmpty() && --infosBeforeLate <= 0) {
            lateRenewals.remove().run();
        }
        return answer;
    }

    private RegistryAnswer<RegistryDomain> read(DomainName name) {
        Domain domain = domains.get(name.ascii());
        if (domain == null) {
            return new Refused<>(RefusedFor.OBJECT_DOES_NOT_EXIST, 2303, "no such object");
        }
        Set<String> statuses = new HashSet<>(domain.statuses);
        if (domain.pending) {
            statuses.add("pendingCreate");
        }
        return new Completed<>(
                new RegistryDomain(
                        name,
                        domain.ours,
                        statuses,
                        Set.of(),
                        domain.createdAt,
                        domain.expiresAt,
                        domain.registrant,
                        domain.ours ? domain.authInfo : null,
                        Set.of()),
                "SV");
    }

    @Override
    public synchronized RegistryAnswer<Done> createContact(CreateContact command, Fence fence) {
        return fence.mayWrite()
                ? meet(
                        "contact:create",
                        () -> contacts.add(command.id())
                                ? new Completed<>(Done.DONE, "SV")
                                : new Refused<>(RefusedFor.OBJECT_EXISTS, 2302, "exists"))
                : new NotSent<>("lease over");
    }

    @Override
    public synchronized RegistryAnswer<Boolean> ownsContact(String contactId) {
        return new Completed<>(contacts.contains(contactId), "SV");
    }

    @Override
    public synchronized RegistryAnswer<Done> deleteContact(String clTrid, String contactId, Fence fence) {
        return meet(
                "contact:delete",
                () -> contacts.remove(contactId)
                        ? new Completed<>(Done.DONE, "SV")
                        : new Refused<>(RefusedFor.OBJECT_DOES_NOT_EXIST, 2303, "no such object"));
    }

    @Override
    public synchronized RegistryAnswer<Created> create(CreateDomain command, Fence fence) {
        if (!fence.mayWrite()) {
            return new NotSent<>("lease over");
        }
        return meet("create", () -> make(command));
    }

    private RegistryAnswer<Created> make(CreateDomain command) {
        String name = command.name().ascii();
        if (domains.containsKey(name)) {
            return new Refused<>(RefusedFor.OBJECT_EXISTS, 2302, "exists");
        }
        if (thick && !contacts.contains(command.contactIds().get(ContactRole.REGISTRANT))) {
            return new Refused<>(RefusedFor.POLICY, 2303, "no such contact");
        }
        Domain domain = new Domain();
        domain.authInfo = command.authInfo();
        domain.registrant = command.contactIds().get(ContactRole.REGISTRANT);
        domain.createdAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        domain.expiresAt = domain.createdAt
                .atOffset(ZoneOffset.UTC)
                .plusYears(command.years())
                .toInstant();
        domains.put(name, domain);
        creates.merge(name, 1, Integer::sum);
        return new Completed<>(new Created(domain.createdAt, domain.expiresAt), "SV");
    }

    @Override
    public synchronized RegistryAnswer<Optional<Money>> renewFee(DomainName name, int years, Duration deadline) {
        return meet("check", () -> new Completed<>(Optional.ofNullable(renewFee).map(fee -> fee.times(years)), "SV"));
    }

    @Override
    public synchronized RegistryAnswer<Renewed> renew(RenewDomain command, Fence fence) {
        if (!fence.mayWrite()) {
            return new NotSent<>("lease over");
        }
        return meet("renew", () -> extend(command), command);
    }

    /** A renewal that is answered 1001 waits for {@link #decideRenewal}. */
    private RegistryAnswer<Renewed> meet(String kind, Supplier<RegistryAnswer<Renewed>> work, RenewDomain command) {
        Deque<Trouble> ordered = troubles.getOrDefault(kind, new ArrayDeque<>());
        if (ordered.peek() != Trouble.PENDING) {
            return meet(kind, work);
        }
        ordered.remove();
        domains.get(command.name().ascii()).statuses.add("pendingRenew");
        undecided.put(command.name().ascii(), work);
        return new Pending<>("SV");
    }

    /** Decides on a pending renewal. */
    public synchronized void decideRenewal(String name, boolean accepted) {
        domains.get(name).statuses.remove("pendingRenew");
        Supplier<RegistryAnswer<Renewed>> work = undecided.remove(name);
        if (accepted) {
            work.get();
        }
    }

    private RegistryAnswer<Renewed> extend(RenewDomain command) {
        String name = command.name().ascii();
        Domain domain = domains.get(name);
        if (domain == null) {
            return new Refused<>(RefusedFor.OBJECT_DOES_NOT_EXIST, 2303, "no such object");
        }
        OffsetDateTime expires = domain.expiresAt.atOffset(ZoneOffset.UTC);
        if (!expires.toLocalDate().equals(command.currentExpiry())) {
            return new Refused<>(RefusedFor.POLICY, 2306, "another date");
        }
        domain.expiresAt = expires.plusYears(command.years()).toInstant();
        renewals.merge(name, 1, Integer::sum);
        return new Completed<>(new Renewed(domain.expiresAt), "SV");
    }

    @Override
    public synchronized RegistryAnswer<Done> update(UpdateDomain command, Fence fence) {
        if (!fence.mayWrite()) {
            return new NotSent<>("lease over");
        }
        return meet("update", () -> change(command));
    }

    private RegistryAnswer<Done> change(UpdateDomain command) {
        Domain domain = domains.get(command.name().ascii());
        boolean fits = domain.statuses.containsAll(command.removeStatuses())
                && command.addStatuses().stream().noneMatch(domain.statuses::contains);
        if (!fits) {
            return new Refused<>(RefusedFor.POLICY, 2306, "not a difference");
        }
        domain.statuses.addAll(command.addStatuses());
        domain.statuses.removeAll(command.removeStatuses());
        return new Completed<>(Done.DONE, "SV");
    }

    private <T> RegistryAnswer<T> meet(String command, Supplier<RegistryAnswer<T>> work) {
        Deque<Trouble> ordered = troubles.getOrDefault(command, new ArrayDeque<>());
        if (ordered.isEmpty()) {
            return work.get();
        }
        return switch (ordered.remove()) {
            case ANSWER_LOST -> {
                work.get();
                yield new Unknown<>("connection cut");
            }
            case COMMITTED_LATE -> {
                (command.equals("renew") ? lateRenewals : late).add(work::get);
                yield new Unknown<>("no answer in time");
            }
            case DOUBLED -> {
                work.get();
                yield work.get();
            }
            case TIMED_OUT -> new Unknown<>("no answer in time");
            case NOT_SENT -> new NotSent<>("no session");
            case PENDING -> {
                work.get();
                domains.values().forEach(domain -> domain.pending = true);
                yield new Pending<>("SV");
            }
            case REFUSED -> new Refused<>(RefusedFor.POLICY, 2308, "against our policy");
            case FEE_REFUSED -> new Refused<>(RefusedFor.FEE, 2004, "fee is another");
            case TAKEN -> {
                // The rival's object lies where ours would have been.
                work.get();
                domains.values().stream()
                        .filter(domain -> domain.authInfo != null)
                        .forEach(domain -> {
                            domain.ours = false;
                            domain.authInfo = null;
                        });
                yield new Refused<>(RefusedFor.OBJECT_EXISTS, 2302, "exists");
            }
        };
    }
}
