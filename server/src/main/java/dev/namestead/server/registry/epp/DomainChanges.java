package dev.namestead.server.registry.epp;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.epp.extension.SecDns;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.NameServers;
import dev.namestead.epp.transport.Deadline;
import dev.namestead.server.billing.Money;
import dev.namestead.server.registry.DeleteDomain;
import dev.namestead.server.registry.DeleteDomain.Deleted;
import dev.namestead.server.registry.DsRecord;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Done;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RestoreDomain;
import dev.namestead.server.registry.UpdateDomain;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Updates, deletions and restores of domains (RFC 5731, 3915, 5910). */
final class DomainChanges {
    private final Caller caller;
    private final HostObjects hosts;
    private final DomainChecks checks;
    private final Duration queryDeadline;

    DomainChanges(Caller caller, HostObjects hosts, DomainChecks checks, Duration queryDeadline) {
        this.caller = caller;
        this.hosts = hosts;
        this.checks = checks;
        this.queryDeadline = queryDeadline;
    }

    RegistryAnswer<Done> update(UpdateDomain command, Fence fence) {
        Deadline start = caller.start();
        RegistryAnswer<Done> ready = hosts.ensure(command.name(), command.newNameServers(), start, fence);
        return Caller.then(ready, _ -> send(command, start, fence));
    }

    private RegistryAnswer<Done> send(UpdateDomain command, Deadline start, Fence fence) {
        RegistryAnswer<Done> answer = caller.transform(
                Asked.UPDATE,
                (session, clTrid) -> {
                    boolean objects = session.supports(EppNamespace.HOST);
                    var update = new DomainCommand.Update(
                            command.name().ascii(),
                            part(command.add(), objects),
                            part(command.remove(), objects),
                            null);
                    return withSigners(EppCommand.of(update, clTrid), command);
                },
                command.clTrid(),
                response -> new Completed<>(Done.DONE, response.svTrid()),
                start,
                fence);
        if (answer instanceof Refused<Done>(RefusedFor reason, var _, var _)
                && reason == RefusedFor.OBJECT_DOES_NOT_EXIST) {
            hosts.forget(command.newNameServers());
        }
        return answer;
    }

    private static DomainCommand.Part part(UpdateDomain.Part part, boolean hostObjects) {
        return new DomainCommand.Part(
                nameServers(new TreeSet<>(part.nameServers()), hostObjects),
                List.of(),
                new TreeSet<>(part.statuses()).stream().map(EppStatus::of).toList());
    }

    /** Null for none. */
    static @Nullable NameServers nameServers(Collection<String> names, boolean hostObjects) {
        if (names.isEmpty()) {
            return null;
        }
        return hostObjects
                ? NameServers.hosts(List.copyOf(names))
                : new NameServers.Attributes(names.stream()
                        .map(name -> new NameServers.Attribute(name, List.of()))
                        .toList());
    }

    private static EppCommand withSigners(EppCommand bare, UpdateDomain command) {
        Set<DsRecord> remove = command.remove().signers();
        Set<DsRecord> add = command.add().signers();
        if (remove.isEmpty() && add.isEmpty()) {
            return bare;
        }
        return bare.with(new SecDns.Update(
                false,
                remove.isEmpty() ? null : new SecDns.Removal.Some(signers(remove), List.of()),
                add.isEmpty() ? null : SecDns.Keys.ofDs(signers(add)),
                null));
    }

    private static List<SecDns.DsData> signers(Set<DsRecord> records) {
        return records.stream()
                .sorted(Comparator.comparingInt(DsRecord::keyTag).thenComparing(DsRecord::digest))
                .map(one -> new SecDns.DsData(one.keyTag(), one.algorithm(), one.digestType(), one.digest(), null))
                .toList();
    }

    RegistryAnswer<Deleted> delete(DeleteDomain command, Fence fence) {
        return caller.transform(
                Asked.DELETE_DOMAIN,
                Caller.Command.of(new DomainCommand.Delete(command.name().ascii())),
                command.clTrid(),
                answer -> new Completed<>(new Deleted(credit(answer)), answer.svTrid()),
                caller.start(),
                fence);
    }

    /** What the registry says that it gives back; it says so with a sign. */
    private static @Nullable Money credit(EppResponse answer) {
        try {
            return answer.extension(Fee.Transformed.class)
                    .filter(told -> told.currency() != null)
                    .map(told -> Money.parse(
                            String.valueOf(told.currency()),
                            told.total().negate().max(BigDecimal.ZERO).toPlainString()))
                    .orElse(null);
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            // A currency or an amount that cannot be: as good as none.
            return null;
        }
    }

    RegistryAnswer<Done> restore(RestoreDomain command, Fence fence) {
        return switch (command) {
            case RestoreDomain.Request request -> request(request, fence);
            case RestoreDomain.Report report -> report(report, fence);
        };
    }

    private RegistryAnswer<Done> request(RestoreDomain.Request command, Fence fence) {
        RegistryAnswer<Done> answer = send(
                command,
                fence,
                (session, bare) -> EppRegistry.withFee(
                        session, bare.with(new Rgp.RestoreRequest()), Fee.Operation.UPDATE, command.fee()));
        return answer instanceof Refused<Done>(var _, int code, String message)
                        && EppRegistry.mayMeanTheFee(Asked.UPDATE, code)
                        && feeHasChanged(command)
                ? new Refused<>(RefusedFor.FEE, code, message)
                : answer;
    }

    private boolean feeHasChanged(RestoreDomain.Request command) {
        Money agreed = command.fee();
        return agreed != null
                && checks.restoreFee(command.name(), Deadline.after(queryDeadline))
                        instanceof Completed<Optional<Money>>(Optional<Money> now, var _)
                && now.filter(fee -> !fee.equals(agreed)).isPresent();
    }

    private RegistryAnswer<Done> report(RestoreDomain.Report report, Fence fence) {
        var told = new Rgp.RestoreReport(
                report.before(),
                report.after(),
                report.deletedAt(),
                report.restoredAt(),
                report.reason(),
                report.statements(),
                null);
        return send(report, fence, (_, bare) -> bare.with(told));
    }

    /** What a session makes of the bare update. */
    @FunctionalInterface
    private interface Completion {
        EppCommand of(EppSession session, EppCommand bare);
    }

    /** An update that changes nothing carries the extension (RFC 3915, section 4.2.5). */
    private RegistryAnswer<Done> send(RestoreDomain command, Fence fence, Completion completion) {
        var update = new DomainCommand.Update(
                command.name().ascii(),
                DomainCommand.Part.NONE,
                DomainCommand.Part.NONE,
                new DomainCommand.Change(null, null));
        return caller.transform(
                Asked.UPDATE,
                (session, clTrid) -> completion.of(session, EppCommand.of(update, clTrid)),
                command.clTrid(),
                answer -> new Completed<>(Done.DONE, answer.svTrid()),
                caller.start(),
                fence);
    }
}
