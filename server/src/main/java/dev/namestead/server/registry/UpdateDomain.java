package dev.namestead.server.registry;

import dev.namestead.server.extension.DomainName;
import java.util.List;
import java.util.Set;

/** A change of a domain (RFC 5731, section 3.2.5); both parts are differences, so the sender has read {@code info} before. */
public record UpdateDomain(String clTrid, DomainName name, Part add, Part remove) {
    /** What an update adds or takes away. */
    public record Part(Set<String> statuses, Set<String> nameServers, Set<DsRecord> signers) {
        public static final Part NONE = new Part(Set.of(), Set.of(), Set.of());

        public Part {
            statuses = Set.copyOf(statuses);
            nameServers = Set.copyOf(nameServers);
            signers = Set.copyOf(signers);
        }

        public static Part ofStatuses(Set<String> statuses) {
            return new Part(statuses, Set.of(), Set.of());
        }

        public boolean isEmpty() {
            return equals(NONE);
        }
    }

    public static UpdateDomain ofStatuses(String clTrid, DomainName name, Set<String> add, Set<String> remove) {
        return new UpdateDomain(clTrid, name, Part.ofStatuses(add), Part.ofStatuses(remove));
    }

    public boolean isEmpty() {
        return add.isEmpty() && remove.isEmpty();
    }

    /** Its name servers that must exist as objects before it. */
    public List<String> newNameServers() {
        return add.nameServers().stream().sorted().toList();
    }
}
