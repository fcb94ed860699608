package dev.namestead.server.registration;

import dev.namestead.api.AccountId;
import dev.namestead.api.RegistrationStatus;
import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.workflow.WorkflowId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A domain name held, or about to be held, for a registrant: facts and instants; what they mean now is derived.
 *
 * @param registered whether the registry has made it ours
 * @param createdAt the acceptance while it is not registered, then the registry's date
 * @param registryExpiresAt only ever read from the registry
 * @param paidUntil a date of the registry's that was paid for; the contract's {@code expires_at}
 * @param statuses EPP statuses as last seen
 * @param rgpStatuses RFC 3915 statuses as last seen
 * @param endedAt since when it is no more
 * @param unverified whether it is held back because its holder has not confirmed his data
 */
public record Registration(
        AccountId account,
        UUID id,
        DomainName name,
        String registryId,
        WorkflowId workflow,
        boolean registered,
        Instant createdAt,
        @Nullable Instant registryExpiresAt,
        @Nullable Instant paidUntil,
        boolean autoRenew,
        PrivacyMode privacyMode,
        boolean locked,
        Set<String> statuses,
        Set<String> rgpStatuses,
        Map<ContactRole, Contact> contacts,
        List<String> nameServers,
        Instant updatedAt,
        @Nullable Instant endedAt,
        boolean unverified) {

    /** Its holder. */
    public Contact registrant() {
        Contact registrant = contacts.get(ContactRole.REGISTRANT);
        if (registrant == null) {
            throw new IllegalStateException(name + " has no registrant");
        }
        return registrant;
    }

    /** What its facts mean at this business time. */
    public RegistrationStatus status(Instant businessNow) {
        return new StatusRule(registered, paidUntil, statuses, rgpStatuses, unverified).at(businessNow);
    }

    /** Of it, what the contract shows at this business time. */
    public RegistrationSummary summary(Instant businessNow) {
        return new RegistrationSummary(name, status(businessNow), createdAt, paidUntil, autoRenew, privacyMode, locked);
    }
}
