package dev.namestead.sandbox.fault;

import java.util.List;

/**
 * What faults are matched against.
 *
 * @param verb such as {@code create}, {@code login} or {@code connect}
 * @param command with its object, such as {@code domain:create}; the verb again where it has none
 * @param names domains, hosts or contacts that the command names
 */
public record FaultTarget(String registry, String verb, String command, List<String> names) {
    public FaultTarget {
        names = List.copyOf(names);
    }
}
