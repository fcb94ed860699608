package dev.namestead.epp.object;

import java.util.List;

/** Name servers of a domain (RFC 5731 section 1.1): a registry knows one of the two forms. */
public sealed interface NameServers {

    /** Their host names, lower-case, in the order given. */
    List<String> names();

    /** References to host objects. */
    static NameServers hosts(List<String> names) {
        return new Hosts(names);
    }

    /** References to host objects. */
    record Hosts(List<String> names) implements NameServers {
        public Hosts {
            names = List.copyOf(names);
        }
    }

    /** Attributes of the domain itself. */
    record Attributes(List<Attribute> attributes) implements NameServers {
        public Attributes {
            attributes = List.copyOf(attributes);
        }

        @Override
        public List<String> names() {
            return attributes.stream().map(Attribute::hostName).toList();
        }
    }

    /** One name server with its addresses. */
    record Attribute(String hostName, List<HostAddress> addresses) {
        public Attribute {
            addresses = List.copyOf(addresses);
        }
    }
}
