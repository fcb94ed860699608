package dev.namestead.epp.object;

import org.jspecify.annotations.Nullable;

/**
 * A status of an object. The value is kept as text, since registries have some of their own.
 *
 * @param text an explanation for people, empty or null where there is none
 */
public record EppStatus(
        String value, @Nullable String text, @Nullable String language) {

    public static final String OK = "ok";
    public static final String INACTIVE = "inactive";
    public static final String LINKED = "linked";
    public static final String CLIENT_HOLD = "clientHold";
    public static final String CLIENT_DELETE_PROHIBITED = "clientDeleteProhibited";
    public static final String CLIENT_RENEW_PROHIBITED = "clientRenewProhibited";
    public static final String CLIENT_TRANSFER_PROHIBITED = "clientTransferProhibited";
    public static final String CLIENT_UPDATE_PROHIBITED = "clientUpdateProhibited";
    public static final String SERVER_HOLD = "serverHold";
    public static final String SERVER_DELETE_PROHIBITED = "serverDeleteProhibited";
    public static final String SERVER_RENEW_PROHIBITED = "serverRenewProhibited";
    public static final String SERVER_TRANSFER_PROHIBITED = "serverTransferProhibited";
    public static final String SERVER_UPDATE_PROHIBITED = "serverUpdateProhibited";
    public static final String PENDING_CREATE = "pendingCreate";
    public static final String PENDING_DELETE = "pendingDelete";
    public static final String PENDING_RENEW = "pendingRenew";
    public static final String PENDING_TRANSFER = "pendingTransfer";
    public static final String PENDING_UPDATE = "pendingUpdate";

    /** Without an explanation. */
    public static EppStatus of(String value) {
        return new EppStatus(value, null, null);
    }
}
