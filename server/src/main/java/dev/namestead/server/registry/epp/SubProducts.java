package dev.namestead.server.registry.epp;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.extension.Namestore;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.server.extension.DomainName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One system may be the registry of several extensions, and want to be told in each command which one is meant (Verisign's
 * namestoreExt-1.1). Hosts are shared by all of them, so that any will do.
 *
 * @param byExtension what the registry calls each extension; empty where it does not ask
 */
public record SubProducts(Map<String, String> byExtension) {

    public SubProducts {
        byExtension = Map.copyOf(byExtension);
    }

    /** The command with the sub-product that it is for. */
    public EppCommand named(EppCommand command, EppSession session) {
        if (byExtension.isEmpty()
                || !session.supports(EppNamespace.NAMESTORE)
                || !(command.body() instanceof ObjectCommand object)) {
            return command;
        }
        return productOf(object)
                .map(product -> command.with(new Namestore.SubProduct(product)))
                .orElse(command);
    }

    private Optional<String> productOf(ObjectCommand command) {
        return switch (command) {
            case DomainCommand.Check check -> product(check.names().getFirst());
            case DomainCommand.Info info -> product(info.name());
            case DomainCommand.Create create -> product(create.name());
            case DomainCommand.Delete delete -> product(delete.name());
            case DomainCommand.Renew renew -> product(renew.name());
            case DomainCommand.Transfer transfer -> product(transfer.name());
            case DomainCommand.Update update -> product(update.name());
            default -> byExtension.values().stream().sorted().findFirst();
        };
    }

    private Optional<String> product(String name) {
        return byExtension.entrySet().stream()
                .filter(entry -> name.endsWith("." + entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Names that may stand in one command together, in their order. */
    Collection<List<DomainName>> apart(List<DomainName> names) {
        if (byExtension.isEmpty()) {
            return List.of(names);
        }
        Map<String, List<DomainName>> groups = new LinkedHashMap<>();
        for (DomainName name : names) {
            groups.computeIfAbsent(product(name.ascii()).orElse(""), _ -> new ArrayList<>())
                    .add(name);
        }
        return groups.values();
    }
}
