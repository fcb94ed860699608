package dev.namestead.server.extension;

import dev.namestead.server.billing.Money;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that we know of an extension: where its names come from, on which terms, at what price (seed: "Supported extensions"). The one
 * source for checks of input, prices, life-cycle dates and forms.
 *
 * @param name in A-labels without a leading dot, such as {@code com} or {@code co.uk}
 * @param registryId the registry in the configuration that holds it
 * @param price what the customer pays
 * @param cost what the registry is expected to ask; a name that it asks more for is premium
 * @param privacy whether the holder's data can be redacted
 * @param idn the scripts in which a label may be written beside plain ASCII
 * @param fields what {@code contact_extensions} of a create must or may carry, by name
 * @param words of a search that this extension fits, beside its own name
 */
public record Extension(
        String name,
        Registrations registrations,
        String registryId,
        Years years,
        YearlyPrice price,
        YearlyPrice cost,
        GracePeriods grace,
        Expiry expiry,
        ContactPolicy contacts,
        boolean privacy,
        Set<IdnTable> idn,
        Map<String, ExtraField> fields,
        Set<String> words) {

    public Extension {
        idn = idn.isEmpty() ? Set.of() : EnumSet.copyOf(idn);
        fields = Map.copyOf(fields);
        words = Set.copyOf(words);
    }

    /** The same at another registry. */
    Extension heldBy(String registry) {
        return new Extension(
                name,
                registrations,
                registry,
                years,
                price,
                cost,
                grace,
                expiry,
                contacts,
                privacy,
                idn,
                fields,
                words);
    }

    /** Where new names may be registered. */
    public enum Registrations {
        API,
        /** Sold, but not by the API (seed: {@code extension_not_supported_via_api}). */
        DASHBOARD,
        /** The registry takes no new names (seed: {@code extension_disallows_registration}). */
        FROZEN
    }

    /** The terms that one registration may have. */
    public record Years(int min, int max) {
        public boolean allow(int years) {
            return years >= min && years <= max;
        }
    }

    /**
     * The first year, and each further one (seed: "For a multi-year registration").
     *
     * @param restore once, for a name taken out of redemption, beside the year that is due then
     */
    public record YearlyPrice(Money registration, Money renewal, Money restore) {
        /** The whole price of a first term. */
        public Money forYears(int years) {
            return registration.plus(renewal.times(years - 1));
        }
    }

    /** Grace periods in whole days, by the names of RFC 3915; 0 where the registry has none. */
    public record GracePeriods(
            int addDays,
            int renewDays,
            int autoRenewDays,
            int transferDays,
            int redemptionDays,
            int pendingDeleteDays) {}

    /** What the registry does at expiry. */
    public record Expiry(Behaviour behaviour, Billed billed, boolean restoreReport) {
        public enum Behaviour {
            AUTO_RENEW,
            EXPIRE
        }

        /** When the registry takes its fee for a year that it added by itself. */
        public enum Billed {
            AT_EXPIRY,
            AT_GRACE_END
        }
    }

    /** Which contacts the registry wants. */
    public enum ContactPolicy {
        NONE,
        REGISTRANT,
        /** The registrant, administrator, technical and billing contact; the last three fall back to the first. */
        ALL
    }

    /**
     * A field that only this extension has.
     *
     * @param values the only ones allowed; empty where any text is
     */
    public record ExtraField(boolean required, List<String> values) {}

    /** Whether new names may be registered by the API. */
    public boolean soldByApi() {
        return registrations == Registrations.API;
    }

    /** Why a name cannot be registered here for its own form's sake; empty where it can. */
    public Optional<String> refusalOf(DomainName domain) {
        if (!domain.isInternational()) {
            return Optional.empty();
        }
        Set<Integer> scripts = Scripts.of(domain.unicodeLabel());
        if (idn.stream().anyMatch(table -> table.covers(scripts))) {
            return Optional.empty();
        }
        return Optional.of(
                idn.isEmpty()
                        ? "Internationalized names are not supported for ." + name
                        : "The characters of " + domain.unicode() + " are not supported for ." + name);
    }
}
