package dev.namestead.epp.extension;

import dev.namestead.epp.EppNamespace;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The versions of the fee extension that registries speak, newest first: RFC 8748 and the drafts before it. */
public enum FeeVersion {
    V1_0(EppNamespace.FEE),
    V0_21("urn:ietf:params:xml:ns:fee-0.21"),
    V0_12("urn:ietf:params:xml:ns:fee-0.12"),
    V0_11("urn:ietf:params:xml:ns:fee-0.11"),
    V0_6("urn:ietf:params:xml:ns:fee-0.6");

    private final String namespace;

    FeeVersion(String namespace) {
        this.namespace = namespace;
    }

    /** Its URI. */
    public String namespace() {
        return namespace;
    }

    /** The newest of those that are spoken; ask a session with {@code FeeVersion.newest(session::supports)}. */
    public static Optional<FeeVersion> newest(Predicate<String> spoken) {
        for (FeeVersion version : values()) {
            if (spoken.test(version.namespace)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /** The URIs without all versions of this extension but the newest: servers differ in what they do with several. */
    public static List<String> onlyNewest(List<String> uris) {
        Optional<String> newest = newest(uris::contains).map(FeeVersion::namespace);
        return uris.stream()
                .filter(uri -> Arrays.stream(values()).noneMatch(version -> version.namespace.equals(uri))
                        || newest.filter(uri::equals).isPresent())
                .toList();
    }

    /** All versions' URIs, for who logs in. */
    public static List<String> namespaces() {
        return Arrays.stream(values()).map(FeeVersion::namespace).toList();
    }

    /** True where a check repeats currency and period for each name and command, instead of once for all. */
    boolean flat() {
        return this == V0_11 || this == V0_6;
    }

    /** True where the answer names an object by an element of the object's own namespace. */
    boolean wrapsObject() {
        return this == V0_11 || this == V0_12;
    }
}
