package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppNamespace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The DNSSEC extension, version 1.1 (RFC 5910). A registry takes DS data or key data, not both. */
public sealed interface SecDns extends EppExtension {

    @Override
    default String namespace() {
        return EppNamespace.SECDNS;
    }

    /** In a create. */
    record Create(Keys keys) implements SecDns {}

    /** In the answer to an info. */
    record Info(Keys keys) implements SecDns {}

    /**
     * Removes first, then adds (RFC 5910 section 5.2.5).
     *
     * @param maxSigLife seconds; null leaves it
     */
    record Update(
            boolean urgent,
            @Nullable Removal remove,
            @Nullable Keys add,
            @Nullable Integer maxSigLife) implements SecDns {}

    /** What an update takes away. */
    sealed interface Removal {
        /** All there is. */
        record All() implements Removal {}

        /** These, each told in full. */
        record Some(List<DsData> dsData, List<KeyData> keyData) implements Removal {
            public Some {
                dsData = List.copyOf(dsData);
                keyData = List.copyOf(keyData);
            }
        }
    }

    /**
     * DS data or key data, of which a registry takes one.
     *
     * @param maxSigLife seconds; null where not set, which most registries demand
     */
    record Keys(@Nullable Integer maxSigLife, List<DsData> dsData, List<KeyData> keyData) {
        public Keys {
            dsData = List.copyOf(dsData);
            keyData = List.copyOf(keyData);
        }

        /** DS data without a lifetime. */
        public static Keys ofDs(List<DsData> dsData) {
            return new Keys(null, dsData, List.of());
        }
    }

    /**
     * A delegation signer (RFC 5910 section 4.1), with its key where told.
     *
     * @param digest hexadecimal, upper-case
     */
    record DsData(
            int keyTag,
            int algorithm,
            int digestType,
            String digest,
            @Nullable KeyData keyData) {}

    /**
     * A key of the zone (RFC 5910 section 4.2).
     *
     * @param publicKey base 64 without white space
     */
    record KeyData(int flags, int protocol, int algorithm, String publicKey) {}
}
