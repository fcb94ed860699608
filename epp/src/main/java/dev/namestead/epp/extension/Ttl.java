package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppNamespace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a registry lets resolvers keep the records of a domain or host (RFC 9803). */
public sealed interface Ttl extends EppExtension {

    @Override
    default String namespace() {
        return EppNamespace.TTL;
    }

    /**
     * Asks for them in an info.
     *
     * @param policy true asks for the limits too
     */
    record Info(boolean policy) implements Ttl {}

    /** In the answer to an info. */
    record InfoData(List<Value> values) implements Ttl {
        public InfoData {
            values = List.copyOf(values);
        }
    }

    /** In a create. */
    record Create(List<Value> values) implements Ttl {
        public Create {
            values = List.copyOf(values);
        }
    }

    /** In an update. */
    record Update(List<Value> values) implements Ttl {
        public Update {
            values = List.copyOf(values);
        }
    }

    /**
     * All in seconds.
     *
     * @param type NS, DS, DNAME, A, AAAA or custom, then with the custom type
     * @param seconds null for the registry's own choice
     */
    record Value(
            String type,
            /** Of a type with a name of its own. */
            @Nullable String custom,
            @Nullable Integer seconds,
            @Nullable Integer min,
            @Nullable Integer usual,
            @Nullable Integer max) {
        /** Of a type with a name of its own. */
        public static Value of(String type, @Nullable Integer seconds) {
            return new Value(type, null, seconds, null, null, null);
        }
    }
}
