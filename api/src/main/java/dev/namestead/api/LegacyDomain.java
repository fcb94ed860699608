package dev.namestead.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registration in the contract's older form (seed: {@code class Domain}). Texts that are not known are empty, not absent.
 *
 * @param name not documented, but of little use without
 * @param registryStatuses EPP statuses by commas
 */
public record LegacyDomain(
        String id,
        String name,
        boolean available,
        boolean canRegister,
        Instant createdAt,
        String currentRegistrar,
        @Nullable Instant expiresAt,
        boolean locked,
        RegistrantContact registrantContact,
        String registryStatuses,
        boolean supportedTld,
        TransferIn transferIn,
        Instant updatedAt) {

    /** The registrant; one name of ours is two here. */
    public record RegistrantContact(
            String id,
            String firstName,
            String lastName,
            String organization,
            String address,
            String address2,
            String city,
            String state,
            String zip,
            String country,
            String phone,
            String email,
            String fax) {

        /** Never the data itself: contacts do not belong into logs. */
        @Override
        public String toString() {
            return "RegistrantContact[…]";
        }
    }

    /** How far a transfer to us is; all done for a domain that is here. */
    public record TransferIn(
            String acceptFoa,
            String approveTransfer,
            boolean canCancelTransfer,
            String disablePrivacy,
            String enterAuthCode,
            String unlockDomain) {
        public static final TransferIn DONE = new TransferIn("ok", "ok", false, "ok", "ok", "ok");
    }
}
