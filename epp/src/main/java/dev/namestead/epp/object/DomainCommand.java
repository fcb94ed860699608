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

    /** Asks whether names are free (RFC 5731 section 3.1.1). */
    record Check(List<String> names) implements DomainCommand {
        public Check {
            names = List.copyOf(names);
        }

        @Override
        public String verb() {
            return "check";
        }
    }

    /**
     * Asks for all that the registry knows of a domain (RFC 5731 section 3.1.2).
     *
     * @param authInfo shows the whole object to somebody who is not its sponsor
     */
    record Info(String name, HostsShown hosts, @Nullable AuthInfo authInfo) implements DomainCommand {
        /** With all hosts, as its sponsor. */
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

        /** The word on the wire. */
        public String wire() {
            return wire;
        }
    }

    /**
     * Registers a name (RFC 5731 section 3.2.1).
     *
     * @param period null leaves the term to the registry
     */
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

    /** Deletes a name, at once or in stages (RFC 5731 section 3.2.2). */
    record Delete(String name) implements DomainCommand {
        @Override
        public String verb() {
            return "delete";
        }
    }

    /**
     * Adds to the term (RFC 5731 section 3.2.3).
     *
     * @param currentExpiry the registry's UTC date: it makes a repeated renewal harmless
     */
    record Renew(
            String name, LocalDate currentExpiry, @Nullable EppPeriod period) implements DomainCommand {
        @Override
        public String verb() {
            return "renew";
        }
    }

    /** Moves a domain to another registrar, or says what is to become of that (RFC 5731 sections 3.1.3 and 3.2.4). */
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

    /**
     * Changes a domain: what is added and taken away, and what is set (RFC 5731 section 3.2.5).
     *
     * @param change null where nothing is changed
     */
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

        /** Whether there is nothing in it. */
        public boolean isEmpty() {
            return nameServers == null && contacts.isEmpty() && statuses.isEmpty();
        }
    }

    /**
     * What an update sets anew; null leaves as it is.
     *
     * @param registrant null leaves it, empty takes it away
     */
    record Change(@Nullable String registrant, @Nullable AuthInfo authInfo) {}

    /**
     * A contact of a domain beside its registrant.
     *
     * @param type admin, tech or billing
     */
    record Contact(String type, String id) {}
}
