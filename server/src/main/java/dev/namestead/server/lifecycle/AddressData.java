package dev.namestead.server.lifecycle;

import dev.namestead.server.extension.DomainName;
import java.util.UUID;

/** What a change of a holder's address knows; written into its row as JSON, so fields are only ever added. */
public record AddressData(UUID registration, String domainName, String registryId, String email) {
    DomainName name() {
        return DomainName.of(domainName);
    }

    /** Without the address: it does not belong into logs. */
    @Override
    public String toString() {
        return "AddressData[" + domainName + "]";
    }
}
