package dev.namestead.sandbox.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.namestead.epp.object.DomainData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transfer that is pending, or the last one (RFC 5731 section 3.1.3). Without a row there never was one.
 *
 * @param status on the wire, such as {@code pending}
 * @param gaining the registrar that asked for it
 * @param losing the registrar that had the name
 * @param acts when the losing one acted, or by when it must
 * @param years that the transfer adds
 * @param expires when the name expires, should the transfer happen
 * @param clTrid of the request
 * @param svTrid of the request
 * @param rejected when the losing registrar will say no; null where it says nothing by itself
 */
public record TransferState(
        String status,
        String gaining,
        String losing,
        Instant requested,
        Instant acts,
        int years,
        @Nullable Instant expires,
        @Nullable String clTrid,
        String svTrid,
        @Nullable Instant rejected) {
    static final String PENDING = "pending";
    static final String APPROVED = "clientApproved";
    static final String REJECTED = "clientRejected";
    static final String CANCELLED = "clientCancelled";
    static final String SERVER_APPROVED = "serverApproved";
    static final String SERVER_CANCELLED = "serverCancelled";

    @JsonIgnore
    boolean isPending() {
        return status.equals(PENDING);
    }

    @JsonIgnore
    boolean isGranted() {
        return status.equals(APPROVED) || status.equals(SERVER_APPROVED);
    }

    /** When the transfer ends if nobody does anything. */
    Instant due() {
        return rejected == null ? acts : rejected;
    }

    boolean concerns(String registrar) {
        return gaining.equals(registrar) || losing.equals(registrar);
    }

    TransferState ended(String how, Instant now, @Nullable Instant expiry) {
        return new TransferState(how, gaining, losing, requested, now, years, expiry, clTrid, svTrid, null);
    }

    /** Who has acted or must act; a cancel is the gaining side's act. */
    private String acting() {
        return status.equals(CANCELLED) ? gaining : losing;
    }

    /** The trnData. */
    DomainData.Transfer shown(String name) {
        return new DomainData.Transfer(name, status, gaining, requested, acting(), acts, expires);
    }
}
