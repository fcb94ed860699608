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

    /** Asks for them in an info. @param policy true asks for the limits too */
    record Info(boolean policy) implements Ttl {}

    record InfoData(List<Value> values) implements Ttl {
        public InfoData {
            values = List.copyOf(values);
        }
    }

    record Create(List<Value> values) implements Ttl {
        public Create {
            values = List.copyOf(values);
        }
    }

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
            @Nullable String custom,
            @Nullable Integer seconds,
            @Nullable Integer min,
            @Nullable Integer usual,
            @Nullable Integer max) {
        public static Value of(String type, @Nullable Integer seconds) {
            return new Value(type, null, seconds, null, null, null);
        }
    }
}
