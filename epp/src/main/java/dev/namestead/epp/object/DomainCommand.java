package dev.namestead.epp.object;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.ObjectCommand;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands on domain names (RFC 5731 section 3). Names are A-labels, lower-case, without a last dot. */
public sealed interface DomainCommand extends ObjectCommand {

    @Override
    default String namespace() {
        return EppNamespace.DOMAIN;
    }

    record Check(List<String> names) implements DomainCommand {
        public Check {
            names = List.copyOf(names);
        }

        @Override
        public String verb() {
            return "check";
        }
    }

    /** @param authInfo shows the whole object to somebody who is not its sponsor */
    record Info(String name, HostsShown hosts, @Nullable AuthInfo authInfo) implements DomainCommand {
        public static Info of(String name) {
            return new Info(name, HostsShown.ALL, null);
        }

        @Override
        public String verb() {
            return "info";
        }
    }

    /** Which hosts an info shows: delegated to, subordinate, both, none. */
    enum HostsShown {
        ALL("all"),
        DELEGATED("del"),
        SUBORDINATE("sub"),
        NONE("none");

        private final String wire;

        HostsShown(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }

    /** @param period null leaves the term to the registry */
    record Create(
            String name,
            @Nullable EppPeriod period,
            @Nullable NameServers nameServers,
            @Nullable String registrant,
            List<Contact> contacts,
            AuthInfo authInfo)
            implements DomainCommand {
        public Create {
            contacts = List.copyOf(contacts);
        }

        @Override
        public String verb() {
            return "create";
        }
    }

    record Delete(String name) implements DomainCommand {
        @Override
        public String verb() {
            return "delete";
        }
    }

    /** @param currentExpiry the registry's UTC date: it makes a repeated renewal harmless */
    record Renew(
            String name, LocalDate currentExpiry, @Nullable EppPeriod period) implements DomainCommand {
        @Override
        public String verb() {
            return "renew";
        }
    }

    record Transfer(
            TransferOp op,
            String name,
            @Nullable EppPeriod period,
            @Nullable AuthInfo authInfo) implements DomainCommand {
        @Override
        public String verb() {
            return "transfer";
        }

        @Override
        public boolean transforms() {
            return op != TransferOp.QUERY;
        }
    }

    /** @param change null where nothing is changed */
    record Update(
            String name, Part add, Part remove, @Nullable Change change) implements DomainCommand {
        @Override
        public String verb() {
            return "update";
        }
    }

    /** What an update adds or removes. */
    record Part(@Nullable NameServers nameServers, List<Contact> contacts, List<EppStatus> statuses) {
        public static final Part NONE = new Part(null, List.of(), List.of());

        public Part {
            contacts = List.copyOf(contacts);
            statuses = List.copyOf(statuses);
        }

        public boolean isEmpty() {
            return nameServers == null && contacts.isEmpty() && statuses.isEmpty();
        }
    }

    /** @param registrant null leaves it, empty takes it away */
    record Change(@Nullable String registrant, @Nullable AuthInfo authInfo) {}

    /** @param type admin, tech or billing */
    record Contact(String type, String id) {}
}
