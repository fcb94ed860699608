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

    record Check(List<String> names) implements HostCommand {
        public Check {
            names = List.copyOf(names);
        }

        @Override
        public String verb() {
            return "check";
        }
    }

    record Info(String name) implements HostCommand {
        @Override
        public String verb() {
            return "info";
        }
    }

    record Create(String name, List<HostAddress> addresses) implements HostCommand {
        public Create {
            addresses = List.copyOf(addresses);
        }

        @Override
        public String verb() {
            return "create";
        }
    }

    record Delete(String name) implements HostCommand {
        @Override
        public String verb() {
            return "delete";
        }
    }

    /** @param newName null where the host keeps its name */
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

        public boolean isEmpty() {
            return addresses.isEmpty() && statuses.isEmpty();
        }
    }
}
