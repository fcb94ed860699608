package dev.namestead.server.registry;

import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A domain create with everything that pins its outcome (RFC 5731, section 3.2.1).
 *
 * @param clTrid our transaction id, 3 to 64 characters, committed before the command leaves
 * @param contactIds the contact object of each role; empty where the registry has no contacts
 * @param fee the whole fee agreed to; sent where the registry speaks the fee extension
 */
public record CreateDomain(
        String clTrid,
        DomainName name,
        int years,
        Map<ContactRole, String> contactIds,
        List<String> nameServers,
        String authInfo,
        @Nullable Money fee) {
    /** What the registry answered. */
    public record Created(java.time.Instant createdAt, java.time.@Nullable Instant expiresAt) {}

    @Override
    public String toString() {
        return "CreateDomain[" + clTrid + ", " + name + "]";
    }
}
