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

    record Create(Keys keys) implements SecDns {}

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
        record All() implements Removal {}

        record Some(List<DsData> dsData, List<KeyData> keyData) implements Removal {
            public Some {
                dsData = List.copyOf(dsData);
                keyData = List.copyOf(keyData);
            }
        }
    }

    /** @param maxSigLife seconds; null where not set, which most registries demand */
    record Keys(@Nullable Integer maxSigLife, List<DsData> dsData, List<KeyData> keyData) {
        public Keys {
            dsData = List.copyOf(dsData);
            keyData = List.copyOf(keyData);
        }

        public static Keys ofDs(List<DsData> dsData) {
            return new Keys(null, dsData, List.of());
        }
    }

    /** @param digest hexadecimal, upper-case */
    record DsData(
            int keyTag,
            int algorithm,
            int digestType,
            String digest,
            @Nullable KeyData keyData) {}

    /** @param publicKey base 64 without white space */
    record KeyData(int flags, int protocol, int algorithm, String publicKey) {}
}
