package dev.namestead.epp.client;

import dev.namestead.epp.EppResponse;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A session could not be opened: the registry is out of reach, or it did not want us. */
public final class NoSessionException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient @Nullable EppResponse refusal;

    /** Why, as far as the other end lets it be seen. */
    public enum Reason {
        /** No connection: a network, a name or a port. */
        UNREACHABLE,
        /** A certificate, theirs or ours, a pin or a version of TLS. */
        TLS,
        /**
         * Connected, and closed before the greeting: our address is not on their list, our certificate not the one
         * they know, or they count too many sessions and do not say so.
         */
        CLOSED_BEFORE_GREETING,
        /** Nothing in time. */
        TIMEOUT,
        /** What they say is no EPP, or no greeting; or we cannot log in as they want it. */
        PROTOCOL,
        /** A password that fits into no login, and a registry without login security (RFC 8807): nothing was sent. */
        PASSWORD_TOO_LONG,
        /** 2501, 2200 and their kin: who we are was refused. More tries may lock the account. */
        AUTHENTICATION,
        /** 2502: too many sessions. It says nothing about who we are. */
        SESSION_LIMIT,
        /** The login was answered with another failure. */
        REFUSED
    }

    NoSessionException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        refusal = null;
    }

    NoSessionException(EppResponse refusal) {
        super("login refused: " + refusal.code() + " " + refusal.result().msg());
        this.refusal = refusal;
        reason = switch (refusal.code()) {
            case 2200, 2201, 2202, 2501 -> Reason.AUTHENTICATION;
            case 2502 -> Reason.SESSION_LIMIT;
            default -> Reason.REFUSED;
        };
    }

    /** Why, as far as it can be told. */
    public Reason reason() {
        return reason;
    }

    /** The answer to the login; empty where it did not come to one. Another try soon may lock the account. */
    public Optional<EppResponse> refusal() {
        return Optional.ofNullable(refusal);
    }
}
