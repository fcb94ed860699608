package dev.namestead.sandbox.wire;

import dev.namestead.epp.CommandBody;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Login;
import dev.namestead.epp.Logout;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.Poll;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.sandbox.fault.FaultTarget;
import java.util.List;

/** How faults see commands: verb, object and the names inside. */
final class FaultTargets {
    private FaultTargets() {}

    static FaultTarget bare(String registry, String verb) {
        return new FaultTarget(registry, verb, verb, List.of());
    }

    static FaultTarget of(String registry, CommandBody body) {
        return switch (body) {
            case Login ignored -> bare(registry, "login");
            case Logout ignored -> bare(registry, "logout");
            case Poll ignored -> bare(registry, "poll");
            case ObjectCommand object -> new FaultTarget(registry, object.verb(), command(object), names(object));
        };
    }

    private static String command(ObjectCommand object) {
        String kind = switch (object.namespace()) {
            case EppNamespace.DOMAIN -> "domain";
            case EppNamespace.HOST -> "host";
            case EppNamespace.CONTACT -> "contact";
            default -> "other";
        };
        return kind + ":" + object.verb();
    }

    private static List<String> names(ObjectCommand object) {
        return switch (object) {
            case DomainCommand domain -> names(domain);
            case HostCommand host -> names(host);
            case ContactCommand contact -> names(contact);
            default -> List.of();
        };
    }

    private static List<String> names(DomainCommand command) {
        return switch (command) {
            case DomainCommand.Check check -> check.names();
            case DomainCommand.Info info -> List.of(info.name());
            case DomainCommand.Create create -> List.of(create.name());
            case DomainCommand.Update update -> List.of(update.name());
            case DomainCommand.Renew renew -> List.of(renew.name());
            case DomainCommand.Delete delete -> List.of(delete.name());
            case DomainCommand.Transfer transfer -> List.of(transfer.name());
        };
    }

    private static List<String> names(HostCommand command) {
        return switch (command) {
            case HostCommand.Check check -> check.names();
            case HostCommand.Info info -> List.of(info.name());
            case HostCommand.Create create -> List.of(create.name());
            case HostCommand.Update update -> List.of(update.name());
            case HostCommand.Delete delete -> List.of(delete.name());
        };
    }

    private static List<String> names(ContactCommand command) {
        return switch (command) {
            case ContactCommand.Check check -> check.ids();
            case ContactCommand.Info info -> List.of(info.id());
            case ContactCommand.Create create -> List.of(create.id());
            case ContactCommand.Update update -> List.of(update.id());
            case ContactCommand.Delete delete -> List.of(delete.id());
            case ContactCommand.Transfer transfer -> List.of(transfer.id());
        };
    }
}
