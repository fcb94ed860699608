package dev.namestead.server.registry.epp;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.epp.extension.SecDns;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.NameServers;
import dev.namestead.epp.transport.Deadline;
import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.CreateContact;
import dev.namestead.server.registry.CreateDomain;
import dev.namestead.server.registry.CreateDomain.Created;
import dev.namestead.server.registry.DeleteDomain;
import dev.namestead.server.registry.DeleteDomain.Deleted;
import dev.namestead.server.registry.DsRecord;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.Registry;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Done;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryAnswer.Unknown;
import dev.namestead.server.registry.RegistryDomain;
import dev.namestead.server.registry.RenewDomain;
import dev.namestead.server.registry.RenewDomain.Renewed;
import dev.namestead.server.registry.RestoreDomain;
import dev.namestead.server.registry.UpdateContact;
import dev.namestead.server.registry.UpdateDomain;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A registry spoken to over EPP. */
final class EppRegistry implements Registry {

    private final RegistrySettings settings;
    private final Caller caller;
    private final DomainChecks checks;
    private final CheckQueue checkQueue;
    private final HostObjects hosts;
    private final ContactObjects contacts;
    private final DomainChanges changes;

    EppRegistry(RegistrySettings settings, SessionPool pool, TokenBucket rate) {
        this.settings = settings;
        this.caller = new Caller(settings, pool, rate);
        this.checks = new DomainChecks(caller);
        this.checkQueue =
                new CheckQueue(settings.id(), pool::places, settings.sessions().maxWaiting(), checks);
        this.hosts = new HostObjects(caller);
        this.contacts = new ContactObjects(caller, settings.clId());
        this.changes =
                new DomainChanges(caller, hosts, checks, settings.deadlines().query());
    }

    @Override
    public String id() {
        return settings.id();
    }

    @Override
    public boolean thick() {
        return settings.thick();
    }

    @Override
    public RegistryAnswer<List<Availability>> check(List<DomainName> names, Duration deadline) {
        return checkQueue.check(names, Deadline.after(deadline));
    }

    /** Checks that wait to be asked with others. */
    int waitingChecks() {
        return checkQueue.waiting();
    }

    @Override
    public RegistryAnswer<RegistryDomain> info(DomainName name) {
        return caller.query(
                Asked.INFO,
                Caller.Command.of(DomainCommand.Info.of(name.ascii())),
                answer -> answer.data(DomainData.Info.class)
                        .<RegistryAnswer<RegistryDomain>>map(
                                info -> new Completed<>(domain(name, info, answer), answer.svTrid()))
                        .orElseGet(() -> new Unknown<>("an info without its data")));
    }

    private RegistryDomain domain(DomainName name, DomainData.Info info, EppResponse answer) {
        Set<String> rgp = answer.extension(Rgp.Info.class)
                .map(found ->
                        found.statuses().stream().map(Rgp.RgpStatus::value).collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
        NameServers servers = info.nameServers();
        return new RegistryDomain(
                name,
                info.clId().equalsIgnoreCase(settings.clId()),
                info.statuses().stream().map(EppStatus::value).collect(Collectors.toUnmodifiableSet()),
                rgp,
                new RegistryDomain.Dates(info.createdAt(), info.updatedAt(), info.transferredAt(), info.expiresAt()),
                info.registrant(),
                info.authInfo() instanceof AuthInfo.Password(String value, var _) ? value : null,
                servers == null
                        ? Set.of()
                        : servers.names().stream()
                                .map(each -> each.toLowerCase(Locale.ROOT))
                                .collect(Collectors.toUnmodifiableSet()),
                signers(answer));
    }

    private static Set<DsRecord> signers(EppResponse answer) {
        return answer.extension(SecDns.Info.class)
                .map(found -> found.keys().dsData().stream()
                        .map(one -> new DsRecord(
                                one.keyTag(),
                                one.algorithm(),
                                one.digestType(),
                                one.digest().toUpperCase(Locale.ROOT)))
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }

    @Override
    public RegistryAnswer<Done> createContact(CreateContact command, Fence fence) {
        return contacts.create(command, fence);
    }

    @Override
    public RegistryAnswer<Boolean> ownsContact(String contactId) {
        return contacts.isOurs(contactId);
    }

    @Override
    public RegistryAnswer<Done> updateContact(UpdateContact command, Fence fence) {
        return contacts.update(command, fence);
    }

    @Override
    public RegistryAnswer<Done> deleteContact(String clTrid, String contactId, Fence fence) {
        return contacts.delete(clTrid, contactId, fence);
    }

    @Override
    public RegistryAnswer<Created> create(CreateDomain command, Fence fence) {
        Deadline start = caller.start();
        boolean remembered = hosts.remembersAny(command.nameServers());
        RegistryAnswer<Created> answer = createAfterHosts(command, start, fence);
        // A registry may delete name servers that no domain uses; the refusal is definite, so nothing is in doubt.
        boolean gone = remembered
                && answer instanceof Refused<Created>(RefusedFor reason, var _, var _)
                && reason == RefusedFor.OBJECT_DOES_NOT_EXIST;
        return gone ? createAfterHosts(command, start, fence) : answer;
    }

    private RegistryAnswer<Created> createAfterHosts(CreateDomain command, Deadline start, Fence fence) {
        RegistryAnswer<Done> ready = hosts.ensure(command.name(), command.nameServers(), start, fence);
        return Caller.then(ready, _ -> createWithHosts(command, start, fence));
    }

    private RegistryAnswer<Created> createWithHosts(CreateDomain command, Deadline start, Fence fence) {
        RegistryAnswer<Created> answer = caller.transform(
                Asked.CREATE,
                (session, clTrid) -> {
                    EppCommand create = EppCommand.of(body(command, session.supports(EppNamespace.HOST)), clTrid);
                    return withFee(session, create, Fee.Operation.CREATE, command.fee());
                },
                command.clTrid(),
                EppRegistry::created,
                start,
                fence);
        if (answer instanceof Refused<Created>(RefusedFor reason, int code, String message)) {
            if (reason == RefusedFor.OBJECT_DOES_NOT_EXIST) {
                hosts.forget(command.nameServers());
            }
            if (mayMeanTheFee(Asked.CREATE, code) && feeHasChanged(command)) {
                return new Refused<>(RefusedFor.FEE, code, message);
            }
        }
        return answer;
    }

    private static RegistryAnswer<Created> created(EppResponse answer) {
        // Without its data the success is believed only when it has been read.
        return answer.data(DomainData.Created.class)
                .<RegistryAnswer<Created>>map(created ->
                        new Completed<>(new Created(created.createdAt(), created.expiresAt()), answer.svTrid()))
                .orElseGet(() -> new Unknown<>("a create was answered " + answer.code() + " without its data"));
    }

    /** Says what we agree to pay, where the session has words for it. */
    static EppCommand withFee(EppSession session, EppCommand bare, Fee.Operation operation, @Nullable Money fee) {
        return fee == null
                ? bare
                : FeeVersion.newest(session::supports)
                        .map(version -> bare.with(agreed(version, operation, fee)))
                        .orElse(bare);
    }

    private static Fee.Transform agreed(FeeVersion version, Fee.Operation operation, Money fee) {
        return Fee.Transform.of(version, operation, fee.currency().getCurrencyCode(), new BigDecimal(fee.decimal()));
    }

    static boolean mayMeanTheFee(Asked asked, int code) {
        return ResultTable.of(code, asked, ResultTable.Context.FEE_NAMED) == ResultTable.FEE;
    }

    /** The code does not tell the fee from any other value: the registry's price of now does. */
    private boolean feeHasChanged(CreateDomain command) {
        Money agreed = command.fee();
        if (agreed == null) {
            return false;
        }
        Deadline deadline = Deadline.after(settings.deadlines().query());
        return checks.createFee(command.name(), command.years(), deadline)
                .filter(now -> !now.equals(agreed))
                .isPresent();
    }

    private static DomainCommand.Create body(CreateDomain command, boolean hostObjects) {
        List<DomainCommand.Contact> others = command.contactIds().entrySet().stream()
                .filter(entry -> entry.getKey() != ContactRole.REGISTRANT)
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new DomainCommand.Contact(type(entry.getKey()), entry.getValue()))
                .toList();
        return new DomainCommand.Create(
                command.name().ascii(),
                EppPeriod.years(command.years()),
                DomainChanges.nameServers(command.nameServers(), hostObjects),
                command.contactIds().get(ContactRole.REGISTRANT),
                others,
                AuthInfo.of(command.authInfo()));
    }

    /** The word of RFC 5731 for a role. */
    private static String type(ContactRole role) {
        return switch (role) {
            case ADMINISTRATOR -> "admin";
            case TECHNICAL -> "tech";
            case BILLING -> "billing";
            case REGISTRANT -> throw new IllegalArgumentException("the registrant has an element of its own");
        };
    }

    @Override
    public RegistryAnswer<Optional<Money>> renewFee(DomainName name, int years, Duration deadline) {
        return checks.renewFee(name, years, Deadline.after(deadline));
    }

    @Override
    public RegistryAnswer<Renewed> renew(RenewDomain command, Fence fence) {
        var renew = new DomainCommand.Renew(
                command.name().ascii(), command.currentExpiry(), EppPeriod.years(command.years()));
        RegistryAnswer<Renewed> answer = caller.transform(
                Asked.RENEW,
                (session, clTrid) -> {
                    EppCommand bare = EppCommand.of(renew, clTrid);
                    return withFee(session, bare, Fee.Operation.RENEW, command.fee());
                },
                command.clTrid(),
                EppRegistry::renewed,
                caller.start(),
                fence);
        return answer instanceof Refused<Renewed>(var _, int code, String message)
                        && mayMeanTheFee(Asked.RENEW, code)
                        && feeHasChanged(command)
                ? new Refused<>(RefusedFor.FEE, code, message)
                : answer;
    }

    private static RegistryAnswer<Renewed> renewed(EppResponse answer) {
        return answer.data(DomainData.Renewed.class)
                .<RegistryAnswer<Renewed>>map(
                        renewed -> new Completed<>(new Renewed(renewed.expiresAt()), answer.svTrid()))
                .orElseGet(() -> new Unknown<>("a renewal was answered " + answer.code() + " without its data"));
    }

    /** A wrong date has the same codes as a wrong fee. */
    private boolean feeHasChanged(RenewDomain command) {
        Money agreed = command.fee();
        Deadline deadline = Deadline.after(settings.deadlines().query());
        return agreed != null
                && checks.renewFee(command.name(), command.years(), deadline)
                        instanceof Completed<Optional<Money>>(Optional<Money> now, var _)
                && now.filter(fee -> !fee.equals(agreed)).isPresent();
    }

    @Override
    public RegistryAnswer<Optional<Money>> restoreFee(DomainName name, Duration deadline) {
        return checks.restoreFee(name, Deadline.after(deadline));
    }

    @Override
    public RegistryAnswer<Done> update(UpdateDomain command, Fence fence) {
        return changes.update(command, fence);
    }

    @Override
    public RegistryAnswer<Deleted> delete(DeleteDomain command, Fence fence) {
        return changes.delete(command, fence);
    }

    @Override
    public RegistryAnswer<Done> restore(RestoreDomain command, Fence fence) {
        return changes.restore(command, fence);
    }
}
