package dev.namestead.server.registration;

import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a registration workflow knows; written into its row as JSON, so fields are only ever added.
 *
 * @param priceMinor what the customer pays for the whole term, pinned at acceptance, in minor units
 * @param costMinor what the registry may take for it: the catalog's figure, then what the registry asked at the check
 * @param feeTold whether the registry itself named the cost, so that it goes into the create
 * @param contactIds the contact objects made for it, by role
 */
public record RegistrationData(
        UUID registration,
        String domainName,
        String registryId,
        int years,
        String currency,
        long priceMinor,
        long costMinor,
        boolean feeTold,
        Map<ContactRole, Contact> contacts,
        Map<ContactRole, String> contactIds,
        List<String> nameServers,
        @Nullable Instant createdAt,
        @Nullable Instant expiresAt)
        implements Purchase {

    DomainName name() {
        return DomainName.of(domainName);
    }

    @Override
    public Money price() {
        return Money.of(currency, priceMinor);
    }

    Money cost() {
        return Money.of(currency, costMinor);
    }

    Contact registrant() {
        Contact registrant = contacts.get(ContactRole.REGISTRANT);
        if (registrant == null) {
            throw new IllegalStateException("A registration of " + domainName + " without a registrant");
        }
        return registrant;
    }

    RegistrationData withCost(Money told) {
        return new RegistrationData(
                registration,
                domainName,
                registryId,
                years,
                currency,
                priceMinor,
                told.minorUnits(),
                true,
                contacts,
                contactIds,
                nameServers,
                createdAt,
                expiresAt);
    }

    RegistrationData withContactIds(Map<ContactRole, String> ids) {
        return new RegistrationData(
                registration,
                domainName,
                registryId,
                years,
                currency,
                priceMinor,
                costMinor,
                feeTold,
                contacts,
                ids,
                nameServers,
                createdAt,
                expiresAt);
    }

    RegistrationData withDates(Instant created, @Nullable Instant expires) {
        return new RegistrationData(
                registration,
                domainName,
                registryId,
                years,
                currency,
                priceMinor,
                costMinor,
                feeTold,
                contacts,
                contactIds,
                nameServers,
                created,
                expires);
    }

    /** Without contact data: it does not belong into logs. */
    @Override
    public String toString() {
        return "RegistrationData[" + domainName + ", " + years + " years]";
    }
}
