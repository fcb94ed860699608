package dev.namestead.server.lifecycle;

import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.registration.Registration;
import dev.namestead.server.registry.RestoreDomain;
import java.time.Instant;
import java.util.List;

/** Writes what a registry wants to read about a restore (RFC 3915, section 4.1). */
final class RestoreReports {
    private static final String REASON = "The holder of the name asked for it to be restored.";
    private static final List<String> STATEMENTS = List.of(
            "This registrar has not restored the name in order to use it or to sell it, for itself or for any third party.",
            "This report is true to the best of this registrar's knowledge; this registrar knows that a report which is false on purpose"
                    + " breaks its agreement with the registry.");

    private RestoreReports() {}

    /** @param nameServers as they were, and as they are to be again */
    static RestoreDomain.Report of(
            String clTrid, Registration registration, List<String> nameServers, Instant deletedAt, Instant restoredAt) {
        String data = data(registration, nameServers);
        return new RestoreDomain.Report(
                clTrid, registration.name(), data, data, deletedAt, restoredAt, REASON, STATEMENTS);
    }

    private static String data(Registration registration, List<String> nameServers) {
        Contact holder = registration.registrant();
        return "Domain: %s; Created: %s; Registrant: %s, %s, %s; Name servers: %s"
                .formatted(
                        registration.name(),
                        registration.createdAt(),
                        holder.organization() == null ? holder.name() : holder.organization(),
                        holder.email(),
                        holder.phone(),
                        String.join(" ", nameServers));
    }
}
