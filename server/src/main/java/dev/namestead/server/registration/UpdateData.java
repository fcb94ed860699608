package dev.namestead.server.registration;

import dev.namestead.server.extension.DomainName;
import java.util.UUID;

/** What an update workflow knows; written into its row as JSON, so fields are only ever added. */
public record UpdateData(UUID registration, String domainName, String registryId, RegistrationChange change) {
    DomainName name() {
        return DomainName.of(domainName);
    }
}
