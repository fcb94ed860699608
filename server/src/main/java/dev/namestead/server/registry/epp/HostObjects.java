package dev.namestead.server.registry.epp;

import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.transport.Deadline;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Done;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.epp.ResultTable.Context;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Name servers are objects at most registries and must be there before a domain names them (RFC 5732).
 * They are shared by all registrars, so that one which is there already is as good as made.
 */
final class HostObjects {

    private final Caller caller;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    HostObjects(Caller caller) {
        this.caller = caller;
    }

    /** Makes what is missing of these name servers of a domain, but those below the domain itself. */
    RegistryAnswer<Done> ensure(DomainName domain, List<String> names, Deadline start, Fence fence) {
        for (String name : names) {
            if (known.contains(name) || name.endsWith("." + domain.ascii())) {
                continue;
            }
            RegistryAnswer<Done> answer = ensure(name, start, fence);
            if (!(answer instanceof Completed)) {
                return answer;
            }
            known.add(name);
        }
        return new Completed<>(Done.DONE, null);
    }

    private RegistryAnswer<Done> ensure(String name, Deadline start, Fence fence) {
        RegistryAnswer<Done> found = caller.query(
                Asked.INFO,
                Caller.Command.of(new HostCommand.Info(name)),
                answer -> new Completed<>(Done.DONE, answer.svTrid()),
                start);
        if (!(found instanceof Refused<Done>(RefusedFor reason, int code, String _))) {
            return unlessUnknown(found);
        }
        boolean noObjects = ResultTable.of(code, Asked.INFO, Context.HOST_OBJECT) == ResultTable.NO_OBJECTS;
        if (reason == RefusedFor.NOT_AUTHORIZED || noObjects) {
            // Another's object is one too; and where there are none, none is needed.
            return new Completed<>(Done.DONE, null);
        }
        if (reason != RefusedFor.OBJECT_DOES_NOT_EXIST) {
            return found;
        }
        RegistryAnswer<Done> made = caller.transform(
                Asked.CREATE,
                Caller.Command.of(new HostCommand.Create(name, List.of())),
                Ids.clTrid(),
                answer -> new Completed<>(Done.DONE, answer.svTrid()),
                start,
                fence);
        return made instanceof Refused<Done>(RefusedFor reason2, var _, var _) && reason2 == RefusedFor.OBJECT_EXISTS
                ? new Completed<>(Done.DONE, null)
                : unlessUnknown(made);
    }

    /** A host whose fate is unknown says nothing about the domain: its own command has not left. */
    private static RegistryAnswer<Done> unlessUnknown(RegistryAnswer<Done> answer) {
        return switch (answer) {
            case RegistryAnswer.Unknown<Done>(String cause) -> new RegistryAnswer.NotSent<>("name servers: " + cause);
            case RegistryAnswer.Pending<Done> _ -> new RegistryAnswer.NotSent<>("a name server is pending");
            case RegistryAnswer<Done> other -> other;
        };
    }

    /** Whether any of these was not asked for this time, because it was there before. */
    boolean remembersAny(List<String> names) {
        return names.stream().anyMatch(known::contains);
    }

    /** A domain's create was refused for want of an object: what was known may be gone. */
    void forget(List<String> names) {
        names.forEach(known::remove);
    }
}
