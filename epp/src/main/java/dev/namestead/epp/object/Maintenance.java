package dev.namestead.epp.object;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.ObjectCommand;
import dev.namestead.epp.ResponseData;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a registry will not work (RFC 9167). */
public interface Maintenance {

    /**
     * Asks for one maintenance, or for the list of all.
     *
     * @param id null for the list
     */
    record Info(@Nullable String id) implements ObjectCommand {
        @Override
        public String namespace() {
            return EppNamespace.MAINTENANCE;
        }

        @Override
        public String verb() {
            return "info";
        }
    }

    /** The list. */
    record Listed(List<ListItem> items) implements ResponseData {
        public Listed {
            items = List.copyOf(items);
        }

        @Override
        public String namespace() {
            return EppNamespace.MAINTENANCE;
        }
    }

    /** One of many, in short. */
    record ListItem(
            String id,
            @Nullable String name,
            Instant start,
            Instant end,
            Instant createdAt,
            @Nullable Instant updatedAt) {}

    /**
     * One maintenance.
     *
     * @param types free words of the registry
     * @param pollType create, update, delete, courtesy or end where it came as a message
     * @param environment production, ote, staging, dev or custom
     * @param reason planned or emergency
     * @param tlds that are concerned; empty may mean all
     * @param connection true where sessions must be opened anew afterwards
     * @param implementation true where our program must be changed
     */
    record Item(
            String id,
            @Nullable String name,
            List<String> types,
            @Nullable String pollType,
            List<AffectedSystem> systems,
            String environment,
            @Nullable String environmentName,
            Instant start,
            Instant end,
            String reason,
            @Nullable String detail,
            List<String> descriptions,
            List<String> tlds,
            @Nullable Boolean connection,
            @Nullable Boolean implementation,
            Instant createdAt,
            @Nullable Instant updatedAt)
            implements ResponseData {
        public Item {
            types = List.copyOf(types);
            systems = List.copyOf(systems);
            descriptions = List.copyOf(descriptions);
            tlds = List.copyOf(tlds);
        }

        @Override
        public String namespace() {
            return EppNamespace.MAINTENANCE;
        }
    }

    /**
     * A system that the maintenance touches.
     *
     * @param impact none, partial or full
     */
    record AffectedSystem(String name, @Nullable String host, String impact) {}
}
