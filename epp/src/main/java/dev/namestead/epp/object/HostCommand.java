package dev.namestead.epp.object;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.ObjectCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Commands on host objects (RFC 5732 section 3). Names are lower-case, without a last dot. */
public sealed interface HostCommand extends ObjectCommand {

    @Override
    default String namespace() {
        return EppNamespace.HOST;
    }

    /** Asks whether there are such hosts (RFC 5732 section 3.1.1). */
    record Check(List<String> names) implements HostCommand {
        public Check {
            names = List.copyOf(names);
        }

        @Override
        public String verb() {
            return "check";
        }
    }

    /** Asks for all that the registry knows of a host (RFC 5732 section 3.1.2). */
    record Info(String name) implements HostCommand {
        @Override
        public String verb() {
            return "info";
        }
    }

    /** Makes a host; one below a name of the registry's own needs addresses (RFC 5732 section 3.2.1). */
    record Create(String name, List<HostAddress> addresses) implements HostCommand {
        public Create {
            addresses = List.copyOf(addresses);
        }

        @Override
        public String verb() {
            return "create";
        }
    }

    /** Deletes a host that no domain uses (RFC 5732 section 3.2.2). */
    record Delete(String name) implements HostCommand {
        @Override
        public String verb() {
            return "delete";
        }
    }

    /**
     * Changes a host object (RFC 5732 section 3.2.5).
     *
     * @param newName null where the host keeps its name
     */
    record Update(
            String name, Part add, Part remove, @Nullable String newName) implements HostCommand {
        @Override
        public String verb() {
            return "update";
        }
    }

    /** What an update adds or removes. */
    record Part(List<HostAddress> addresses, List<EppStatus> statuses) {
        public static final Part NONE = new Part(List.of(), List.of());

        public Part {
            addresses = List.copyOf(addresses);
            statuses = List.copyOf(statuses);
        }

        /** Whether there is nothing in it. */
        public boolean isEmpty() {
            return addresses.isEmpty() && statuses.isEmpty();
        }
    }
}
