package dev.namestead.server.registry;

import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.CreateDomain.Created;
import dev.namestead.server.registry.DeleteDomain.Deleted;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Done;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Pending;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RenewDomain.Renewed;
import dev.namestead.server.registry.ScriptedDomain.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A registry in memory that keeps the rules which matter in doubt, and misbehaves on order: the next command of a kind meets the next
 * trouble of its kind.
 */
public final class ScriptedRegistry implements Registry, Registries {
    private final String id;
    private final boolean thick;
    private final Map<String, ScriptedDomain> domains = new HashMap<>();
    private final ScriptedContacts contacts = new ScriptedContacts();
    private final ScriptedTroubles troubles = new ScriptedTroubles(this::allPending, this::allTaken);
    private final Map<String, Integer> creates = new HashMap<>();
    private final Map<String, Integer> renewals = new HashMap<>();
    private final Map<String, Supplier<RegistryAnswer<Renewed>>> undecided = new HashMap<>();
    private final Map<String, Integer> deletions = new HashMap<>();
    private final Map<String, Integer> restores = new HashMap<>();
    private final Map<String, RestoreDomain.Report> reports = new HashMap<>();
    private volatile Consumer<DomainName> whenRead = _ -> {};
    private Supplier<Instant> clock = Instant::now;
    private Money credit;
    private Money restoreFee;
    private boolean wantsReports;
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
        /** Answered 1000, and not carried out: updates and deletions. */
        IGNORED,
        /** Answered 1001; decided by {@link #decide}. */
        PENDING,
        REFUSED,
        FEE_REFUSED,
        /** Taken by another registrar between check and create. */
        TAKEN
    }

    /** The next commands of this kind meet these troubles, one each. */
    public synchronized ScriptedRegistry next(String command, Trouble... some) {
        troubles.order(command, some);
        return this;
    }

    /** Takes the time from there, for tests that move it. */
    public synchronized void livesBy(Supplier<Instant> time) {
        clock = time;
    }

    public synchronized ScriptedRegistry asks(Money fee) {
        createFee = fee;
        return this;
    }

    /** How many infos show the old date before a renewal that is committed late is done. */
    public synchronized ScriptedRegistry commitsLateAfter(int infos) {
        troubles.commitsLateAfter(infos);
        return this;
    }

    public synchronized ScriptedRegistry asksForARenewal(Money fee) {
        renewFee = fee;
        return this;
    }

    /** Extends a name as if it had come to its date, or had been renewed from elsewhere. */
    public synchronized void extendsByItself(String name, int years) {
        domains.get(name).extend(years);
    }

    /** Gives the name to somebody else. */
    public synchronized void loses(String name) {
        domains.get(name).ours = false;
    }

    /** From now on a deletion of the name leads to redemption. */
    public synchronized void endsAddGrace(String name) {
        domains.get(name).addGrace = false;
    }

    /** What it says that it gives back for a deletion. */
    public synchronized ScriptedRegistry credits(Money money) {
        credit = money;
        return this;
    }

    public synchronized ScriptedRegistry asksForARestore(Money fee) {
        restoreFee = fee;
        return this;
    }

    /** A restore is done only when it was reported on. */
    public synchronized ScriptedRegistry wantsReports() {
        wantsReports = true;
        return this;
    }

    /** No report came in time: redeemable again. */
    public synchronized void takesARestoreBack(String name) {
        domains.get(name).phase = Phase.REDEMPTION;
    }

    /** The redemption is over. */
    public synchronized void endsRedemption(String name) {
        domains.get(name).phase = Phase.PENDING_DELETE;
    }

    /** The name is free for anybody. */
    public synchronized void purges(String name) {
        domains.remove(name);
    }

    public synchronized void signs(String name, DsRecord signer) {
        domains.get(name).signers.add(signer);
    }

    /** Deletes the name into redemption as if nobody had paid for it; whatever it had is wiped. */
    public synchronized void deletesByItself(String name) {
        domains.get(name).delete();
    }

    /** What was last said to have become of a name that was restored. */
    public synchronized RestoreDomain.Report report(String name) {
        return reports.get(name);
    }

    /** Each name that is read from now on is told here before the answer, which may take its time. */
    public void whenRead(Consumer<DomainName> reader) {
        whenRead = reader;
    }

    /** How often the name was really deleted. */
    public synchronized int deletions(String name) {
        return deletions.getOrDefault(name, 0);
    }

    /** How often the name was really restored. */
    public synchronized int restores(String name) {
        return restores.getOrDefault(name, 0);
    }

    /** The object as it stands, without a trouble. */
    public synchronized RegistryDomain shows(String name) {
        return read(DomainName.of(name)) instanceof Completed<RegistryDomain>(RegistryDomain found, var _)
                ? found
                : null;
    }

    public synchronized Instant expiresAt(String name) {
        return domains.get(name).expiresAt;
    }

    /** How often an object of this name was really renewed. */
    public synchronized int renewals(String name) {
        return renewals.getOrDefault(name, 0);
    }

    public synchronized ScriptedRegistry takenByAnother(String name) {
        ScriptedDomain domain = new ScriptedDomain();
        domain.ours = false;
        domain.createdAt = clock.get();
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
        return contacts.ids();
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
        return troubles.meet(
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
    public RegistryAnswer<RegistryDomain> info(DomainName name) {
        whenRead.accept(name);
        return answer(name);
    }

    private synchronized RegistryAnswer<RegistryDomain> answer(DomainName name) {
        RegistryAnswer<RegistryDomain> answer = troubles.meet("info", () -> read(name));
        troubles.wasRead(answer instanceof Refused<RegistryDomain>);
        return answer;
    }

    private RegistryAnswer<RegistryDomain> read(DomainName name) {
        ScriptedDomain domain = domains.get(name.ascii());
        return domain == null ? noSuchObject() : new Completed<>(domain.shown(name), "SV");
    }

    private static <T> RegistryAnswer<T> noSuchObject() {
        return new Refused<>(RefusedFor.OBJECT_DOES_NOT_EXIST, 2303, "no such object");
    }

    @Override
    public synchronized RegistryAnswer<Done> createContact(CreateContact command, Fence fence) {
        return fence.mayWrite()
                ? troubles.meet("contact:create", () -> contacts.create(command))
                : new NotSent<>("lease over");
    }

    @Override
    public synchronized RegistryAnswer<Boolean> ownsContact(String contactId) {
        return new Completed<>(contacts.ids().contains(contactId), "SV");
    }

    @Override
    public synchronized RegistryAnswer<Done> updateContact(UpdateContact command, Fence fence) {
        return fence.mayWrite()
                ? troubles.meet("contact:update", () -> contacts.update(command))
                : new NotSent<>("lease over");
    }

    /** The e-mail address of the name's registrant as it is here. */
    public synchronized String registrantEmail(String name) {
        return contacts.email(domains.get(name).registrant);
    }

    @Override
    public synchronized RegistryAnswer<Done> deleteContact(String clTrid, String contactId, Fence fence) {
        return troubles.meet("contact:delete", () -> contacts.delete(contactId));
    }

    @Override
    public synchronized RegistryAnswer<Created> create(CreateDomain command, Fence fence) {
        if (!fence.mayWrite()) {
            return new NotSent<>("lease over");
        }
        return troubles.meet("create", () -> make(command));
    }

    private RegistryAnswer<Created> make(CreateDomain command) {
        String name = command.name().ascii();
        if (domains.containsKey(name)) {
            return new Refused<>(RefusedFor.OBJECT_EXISTS, 2302, "exists");
        }
        if (thick && !contacts.ids().contains(command.contactIds().get(ContactRole.REGISTRANT))) {
            return new Refused<>(RefusedFor.POLICY, 2303, "no such contact");
        }
        ScriptedDomain domain = new ScriptedDomain();
        domain.authInfo = command.authInfo();
        domain.registrant = command.contactIds().get(ContactRole.REGISTRANT);
        domain.createdAt = clock.get().truncatedTo(ChronoUnit.SECONDS);
        domain.expiresAt = domain.createdAt
                .atOffset(ZoneOffset.UTC)
                .plusYears(command.years())
                .toInstant();
        domain.nameServers.addAll(command.nameServers());
        domains.put(name, domain);
        creates.merge(name, 1, Integer::sum);
        return new Completed<>(new Created(domain.createdAt, domain.expiresAt), "SV");
    }

    @Override
    public synchronized RegistryAnswer<Optional<Money>> renewFee(DomainName name, int years, Duration deadline) {
        return troubles.meet(
                "check", () -> new Completed<>(Optional.ofNullable(renewFee).map(fee -> fee.times(years)), "SV"));
    }

    @Override
    public synchronized RegistryAnswer<Renewed> renew(RenewDomain command, Fence fence) {
        if (!fence.mayWrite()) {
            return new NotSent<>("lease over");
        }
        return renewOrWait(() -> extend(command), command);
    }

    /** A renewal that is answered 1001 waits for {@link #decideRenewal}. */
    private RegistryAnswer<Renewed> renewOrWait(Supplier<RegistryAnswer<Renewed>> work, RenewDomain command) {
        if (!troubles.meetsNext("renew", Trouble.PENDING)) {
            return troubles.meet("renew", work);
        }
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
        ScriptedDomain domain = domains.get(name);
        if (domain == null) {
            return noSuchObject();
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
        return troubles.meetsNext("update", Trouble.IGNORED)
                ? new Completed<>(Done.DONE, "SV")
                : troubles.meet("update", () -> change(command));
    }

    private RegistryAnswer<Done> change(UpdateDomain command) {
        ScriptedDomain domain = domains.get(command.name().ascii());
        if (domain == null) {
            return noSuchObject();
        }
        return domain.change(command)
                ? new Completed<>(Done.DONE, "SV")
                : new Refused<>(RefusedFor.POLICY, 2306, "not a difference");
    }

    @Override
    public synchronized RegistryAnswer<Deleted> delete(DeleteDomain command, Fence fence) {
        if (!fence.mayWrite()) {
            return new NotSent<>("lease over");
        }
        return troubles.meetsNext("delete", Trouble.IGNORED)
                ? new Completed<>(new Deleted(null), "SV")
                : troubles.meet("delete", () -> remove(command.name().ascii()));
    }

    private RegistryAnswer<Deleted> remove(String name) {
        ScriptedDomain domain = domains.get(name);
        if (domain == null) {
            return noSuchObject();
        }
        if (!domain.ours) {
            return new Refused<>(RefusedFor.NOT_AUTHORIZED, 2201, "not yours");
        }
        if (domain.phase != Phase.LIVE) {
            return new Refused<>(RefusedFor.STATUS_PROHIBITS, 2304, "deleted already");
        }
        if (domain.addGrace) {
            domains.remove(name);
        } else {
            domain.delete();
        }
        deletions.merge(name, 1, Integer::sum);
        return new Completed<>(new Deleted(credit), "SV");
    }

    @Override
    public synchronized RegistryAnswer<Optional<Money>> restoreFee(DomainName name, Duration deadline) {
        return troubles.meet("check", () -> new Completed<>(Optional.ofNullable(restoreFee), "SV"));
    }

    @Override
    public synchronized RegistryAnswer<Done> restore(RestoreDomain command, Fence fence) {
        if (!fence.mayWrite()) {
            return new NotSent<>("lease over");
        }
        String name = command.name().ascii();
        return switch (command) {
            case RestoreDomain.Request _ -> troubles.meet("restore", () -> giveBack(name));
            case RestoreDomain.Report report -> {
                reports.put(name, report);
                yield troubles.meet("report", () -> hear(name));
            }
        };
    }

    private RegistryAnswer<Done> giveBack(String name) {
        ScriptedDomain domain = domains.get(name);
        if (domain == null) {
            return noSuchObject();
        }
        if (domain.phase != Phase.REDEMPTION) {
            return new Refused<>(RefusedFor.STATUS_PROHIBITS, 2304, "not in redemption");
        }
        domain.phase = wantsReports ? Phase.PENDING_RESTORE : Phase.LIVE;
        restores.merge(name, 1, Integer::sum);
        return new Completed<>(Done.DONE, "SV");
    }

    private RegistryAnswer<Done> hear(String name) {
        ScriptedDomain domain = domains.get(name);
        if (domain == null || domain.phase != Phase.PENDING_RESTORE) {
            return new Refused<>(RefusedFor.STATUS_PROHIBITS, 2304, "nothing to report on");
        }
        domain.phase = Phase.LIVE;
        return new Completed<>(Done.DONE, "SV");
    }

    private void allPending() {
        domains.values().forEach(domain -> domain.pending = true);
    }

    /** The rival's object lies where ours would have been. */
    private void allTaken() {
        domains.values().stream().filter(domain -> domain.authInfo != null).forEach(domain -> {
            domain.ours = false;
            domain.authInfo = null;
        });
    }
}
