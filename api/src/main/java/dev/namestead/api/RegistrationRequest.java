package dev.namestead.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of a create; what is null is left out and takes the contract's default.
 *
 * @param contacts by role; only {@code registrant} is ever needed
 */
public record RegistrationRequest(
        String domainName,
        @Nullable Integer years,
        @Nullable Boolean autoRenew,
        @Nullable String privacyMode,
        @Nullable Map<String, ContactResource> contacts) {

    /** The default registrant, the extension's shortest term, no automatic renewal. */
    public static RegistrationRequest express(String domainName) {
        return new RegistrationRequest(domainName, null, null, null, null);
    }
}
