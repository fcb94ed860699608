package dev.namestead.server.simulation;

import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.CreateContact;
import dev.namestead.server.registry.CreateDomain;
import dev.namestead.server.registry.CreateDomain.Created;
import dev.namestead.server.registry.DeleteDomain;
import dev.namestead.server.registry.DeleteDomain.Deleted;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Done;
import dev.namestead.server.registry.RegistryAnswer.Later;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Pending;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryAnswer.Unknown;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.registry.RenewDomain;
import dev.namestead.server.registry.RenewDomain.Renewed;
import dev.namestead.server.registry.RestoreDomain;
import dev.namestead.server.registry.UpdateContact;
import dev.namestead.server.registry.UpdateDomain;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A registry with a state and a mind of its own: RFC 5731's semantics, no knowledge of the server's. */
final class SimulatedRegistry implements Registry {
    private static final String LOCK = "clientTransferProhibited";

    private final World world;
    private final String id;
    private final boolean thick;
    private final Wire wire;
    private final Map<String, Domain> domains = new TreeMap<>();
    private final Set<String> contacts = new HashSet<>();
    private final Map<String, Integer> made = new TreeMap<>();
    private final Map<String, Integer> renewals = new TreeMap<>();
    private final Map<String, Integer> deletions = new TreeMap<>();
    private final Map<String, Integer> restores = new TreeMap<>();
    private boolean showsAuthInfo;
    private Consumer<Decision> onDecision = decision -> {};

    SimulatedRegistry(World world, String id, boolean thick) {
        this.world = world;
        this.id = id;
        this.thick = thick;
        this.wire = new Wire(world, id);
    }

    /** Whose an object is and what it looks like. */
    private static final class Domain {
        private final boolean ours;
        private final Instant createdAt;
        private Instant expiresAt;
        private final Set<String> statuses = new TreeSet<>();
        private String authInfo;
        private String registrant;
        private boolean pending;
        private boolean redeemable;

        Domain(boolean ours, Instant createdAt, int years) {
            this.ours = ours;
            this.createdAt = createdAt;
            this.expiresAt = createdAt.atOffset(ZoneOffset.UTC).plusYears(years).toInstant();
        }
    }

    /** What the registry decided on a pending create, to be told by a poll message. */
    record Decision(String registry, String name, String clTrid, boolean accepted) {}

    void reset() {
        domains.clear();
        contacts.clear();
        made.clear();
        renewals.clear();
        deletions.clear();
        restores.clear();
        wire.reset();
        // A registry that is thick may keep the secret to itself; a thin one has nothing else to show.
        showsAuthInfo = !thick || world.chance().hits(0.5);
    }

    void onDecision(Consumer<Decision> listener) {
        onDecision = listener;
    }

    Wire wire() {
        return wire;
    }

    /** Another registrar comes first, unless the name is taken. */
    void rivalTakes(String name) {
        if (domains.putIfAbsent(name, new Domain(false, seconds(), 1)) == null) {
            world.say(id, name + " goes to a rival");
        }
    }

    /** The names that it holds for us, those included on which it has not decided. */
    Set<String> ours() {
        Set<String> ours = new TreeSet<>();
        domains.forEach((name, domain) -> {
            if (domain.ours) {
                ours.add(name);
            }
        });
        return ours;
    }

    /** How often an object of this name was made for us. */
    int made(String name) {
        return made.getOrDefault(name, 0);
    }

    boolean locked(String name) {
        return domains.get(name).statuses.contains(LOCK);
    }

    /** Whether an answer to a change of this name was lost. */
    boolean unheardUpdate(String name) {
        return wire.unheard().stream().anyMatch(what -> what.startsWith("update " + name + " "));
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
    public RegistryAnswer<List<Availability>> check(List<DomainName> names, Duration deadline) {
        return exchange(
                "check " + names.getFirst(),
                Fence.OPEN,
                () -> new Completed<>(names.stream().map(this::availability).toList(), "SV"));
    }

    private Availability availability(DomainName name) {
        boolean premium = name.label().endsWith("-premium");
        return new Availability(name, !domains.containsKey(name.ascii()), premium, null, null, null);
    }

    @Override
    public RegistryAnswer<RegistryDomain> info(DomainName name) {
        return exchange("info " + name, Fence.OPEN, () -> read(name));
    }

    private RegistryAnswer<RegistryDomain> read(DomainName name) {
        Domain domain = domains.get(name.ascii());
        if (domain == null) {
            return new Refused<>(RefusedFor.OBJECT_DOES_NOT_EXIST, 2303, "no such object");
        }
        Set<String> statuses = new TreeSet<>(domain.statuses);
        if (domain.pending) {
            statuses.add("pendingCreate");
        }
        String authInfo = domain.ours && showsAuthInfo ? domain.authInfo : null;
        if (domain.redeemable) {
            statuses.add("pendingDelete");
        }
        return new Completed<>(
                new RegistryDomain(
                        name,
                        domain.ours,
                        statuses,
                        domain.redeemable ? Set.of("redemptionPeriod") : Set.of(),
                        new RegistryDomain.Dates(domain.createdAt, null, null, domain.expiresAt),
                        domain.registrant,
                        authInfo,
                        Set.of(),
                        Set.of()),
                "SV");
    }

    @Override
    public RegistryAnswer<Done> createContact(CreateContact command, Fence fence) {
        return transform(
                "contact:create",
                fence,
                () -> contacts.add(command.id())
                        ? new Completed<>(Done.DONE, "SV")
                        : new Refused<>(RefusedFor.OBJECT_EXISTS, 2302, "exists"));
    }

    @Override
    public RegistryAnswer<Boolean> ownsContact(String contactId) {
        return exchange("contact:info", Fence.OPEN, () -> new Completed<>(contacts.contains(contactId), "SV"));
    }

    @Override
    public RegistryAnswer<Done> updateContact(UpdateContact command, Fence fence) {
        return transform(
                "contact:update",
                fence,
                () -> contacts.contains(command.id())
                        ? new Completed<>(Done.DONE, "SV")
                        : new Refused<>(RefusedFor.OBJECT_DOES_NOT_EXIST, 2303, "no such object"));
    }

    @Override
    public RegistryAnswer<Done> deleteContact(String clTrid, String contactId, Fence fence) {
        return this.<Done>exchange("contact:delete", fence, () -> {
            boolean linked = domains.values().stream().anyMatch(domain -> contactId.equals(domain.registrant));
            if (linked) {
                return new Refused<>(RefusedFor.ASSOCIATION_PROHIBITS, 2305, "linked");
            }
            return contacts.remove(contactId)
                    ? new Completed<>(Done.DONE, "SV")
                    : new Refused<>(RefusedFor.OBJECT_DOES_NOT_EXIST, 2303, "no such object");
        });
    }

    @Override
    public RegistryAnswer<Created> create(CreateDomain command, Fence fence) {
        return transform("create " + command.name(), fence, () -> make(command));
    }

    private RegistryAnswer<Created> make(CreateDomain command) {
        String name = command.name().ascii();
        if (domains.containsKey(name)) {
            return new Refused<>(RefusedFor.OBJECT_EXISTS, 2302, "exists");
        }
        String registrant = command.contactIds().get(ContactRole.REGISTRANT);
        if (thick && !contacts.contains(registrant)) {
            return new Refused<>(RefusedFor.OBJECT_DOES_NOT_EXIST, 2303, "no such contact");
        }
        Domain domain = new Domain(true, seconds(), command.years());
        domain.authInfo = command.authInfo();
        domain.registrant = registrant;
        domains.put(name, domain);
        made.merge(name, 1, Integer::sum);
        if (world.chance().hits(world.faults().pending() / 2)) {
            domain.pending = true;
            decideLater(name, command.clTrid());
            return new Pending<>("SV");
        }
        return new Completed<>(new Created(domain.createdAt, domain.expiresAt), "SV");
    }

    /** In minutes to hours. The message comes once, twice, or for a moment too late. */
    private void decideLater(String name, String clTrid) {
        boolean accepted = world.chance().hits(0.6);
        world.conductor().after(world.chance().between(1_000_000, 7_200_000_000L), () -> {
            if (accepted) {
                domains.get(name).pending = false;
            } else {
                domains.remove(name);
                made.merge(name, -1, Integer::sum);
            }
            world.say(id, (accepted ? "accepts " : "declines ") + name);
            onDecision.accept(new Decision(id, name, clTrid, accepted));
        });
    }

    @Override
    public RegistryAnswer<Done> update(UpdateDomain command, Fence fence) {
        return transform(
                "update " + command.name() + " +" + command.add().statuses() + " -"
                        + command.remove().statuses(),
                fence,
                () -> change(command));
    }

    private RegistryAnswer<Done> change(UpdateDomain command) {
        Domain domain = domains.get(command.name().ascii());
        if (domain == null || !domain.ours) {
            return new Refused<>(RefusedFor.OBJECT_DOES_NOT_EXIST, 2303, "no such object");
        }
        boolean difference = domain.statuses.containsAll(command.remove().statuses())
                && command.add().statuses().stream().noneMatch(domain.statuses::contains);
        if (!difference) {
            return new Refused<>(RefusedFor.POLICY, 2306, "not a difference");
        }
        domain.statuses.addAll(command.add().statuses());
        domain.statuses.removeAll(command.remove().statuses());
        return new Completed<>(Done.DONE, "SV");
    }

    @Override
    public RegistryAnswer<Optional<Money>> renewFee(DomainName name, int years, Duration deadline) {
        return exchange("renew fee of " + name, Fence.OPEN, () -> new Completed<>(Optional.empty(), "SV"));
    }

    @Override
    public RegistryAnswer<Renewed> renew(RenewDomain command, Fence fence) {
        return transform("renew " + command.name() + " " + command.currentExpiry(), fence, () -> extend(command));
    }

    /** The date that it was decided by must be the date of now (RFC 5731, section 3.2.3). */
    private RegistryAnswer<Renewed> extend(RenewDomain command) {
        Domain domain = domains.get(command.name().ascii());
        if (domain == null || !domain.ours) {
            return new Refused<>(RefusedFor.OBJECT_DOES_NOT_EXIST, 2303, "no such object");
        }
        if (!LocalDate.ofInstant(domain.expiresAt, ZoneOffset.UTC).equals(command.currentExpiry())) {
            return new Refused<>(RefusedFor.POLICY, 2306, "another date");
        }
        domain.expiresAt = domain.expiresAt
                .atOffset(ZoneOffset.UTC)
                .plusYears(command.years())
                .toInstant();
        renewals.merge(command.name().ascii(), command.years(), Integer::sum);
        return new Completed<>(new Renewed(domain.expiresAt), "SV");
    }

    @Override
    public RegistryAnswer<Deleted> delete(DeleteDomain command, Fence fence) {
        return transform(
                "delete " + command.name(), fence, () -> remove(command.name().ascii()));
    }

    /** Gone at once in the add grace period, which the names of some are in for ever here; the others are redeemable. */
    private RegistryAnswer<Deleted> remove(String name) {
        Domain domain = domains.get(name);
        if (domain == null || !domain.ours) {
            return new Refused<>(RefusedFor.OBJECT_DOES_NOT_EXIST, 2303, "no such object");
        }
        if (domain.redeemable || domain.pending) {
            return new Refused<>(RefusedFor.STATUS_PROHIBITS, 2304, "status");
        }
        if (Math.floorMod(name.hashCode(), 2) == 0) {
            domains.remove(name);
        } else {
            domain.redeemable = true;
            domain.statuses.clear();
        }
        deletions.merge(name, 1, Integer::sum);
        return new Completed<>(new Deleted(null), "SV");
    }

    @Override
    public RegistryAnswer<Optional<Money>> restoreFee(DomainName name, Duration deadline) {
        return exchange("restore fee of " + name, Fence.OPEN, () -> new Completed<>(Optional.empty(), "SV"));
    }

    @Override
    public RegistryAnswer<Done> restore(RestoreDomain command, Fence fence) {
        return transform(
                "restore " + command.name(),
                fence,
                () -> giveBack(command.name().ascii()));
    }

    private RegistryAnswer<Done> giveBack(String name) {
        Domain domain = domains.get(name);
        if (domain == null || !domain.ours) {
            return new Refused<>(RefusedFor.OBJECT_DOES_NOT_EXIST, 2303, "no such object");
        }
        if (!domain.redeemable) {
            return new Refused<>(RefusedFor.STATUS_PROHIBITS, 2304, "not in redemption");
        }
        domain.redeemable = false;
        restores.merge(name, 1, Integer::sum);
        return new Completed<>(Done.DONE, "SV");
    }

    /** How often a name was really deleted. */
    int deletions(String name) {
        return deletions.getOrDefault(name, 0);
    }

    /** How often a name was really restored. */
    int restores(String name) {
        return restores.getOrDefault(name, 0);
    }

    /** How many years a name was renewed for. */
    int renewedYears(String name) {
        return renewals.getOrDefault(name, 0);
    }

    private <T> Optional<RegistryAnswer<T>> refusedAtRandom() {
        Faults faults = world.faults();
        if (world.chance().hits(faults.refused())) {
            return Optional.of(new Refused<>(RefusedFor.POLICY, 2308, "against our policy"));
        }
        if (world.chance().hits(faults.deposit())) {
            return Optional.of(new Later<>(true, 2104, "deposit"));
        }
        return world.chance().hits(faults.later()) ? Optional.of(new Later<>(false, 2400, "failed")) : Optional.empty();
    }

    /** A command that changes something; refused for whatever reason it changes nothing, however often it arrives. */
    private <T> RegistryAnswer<T> transform(String what, Fence fence, Supplier<RegistryAnswer<T>> effect) {
        Optional<RegistryAnswer<T>> refusal = refusedAtRandom();
        return exchange(what, fence, () -> refusal.orElseGet(effect));
    }

    private <T> RegistryAnswer<T> exchange(String what, Fence fence, Supplier<RegistryAnswer<T>> effect) {
        return switch (wire.exchange(what, fence::mayWrite, effect)) {
            case Wire.Outcome.NotSent<RegistryAnswer<T>>(String cause) -> new NotSent<>(cause);
            case Wire.Outcome.Silent<RegistryAnswer<T>> _ -> new Unknown<>("no answer");
            case Wire.Outcome.Answer<RegistryAnswer<T>>(RegistryAnswer<T> answer) -> answer;
        };
    }

    private Instant seconds() {
        return world.businessNow().truncatedTo(ChronoUnit.SECONDS);
    }
}
