package dev.namestead.epp.extension;

import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppNamespace;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Login security (RFC 8807): passwords longer than 16 characters, and what a registry thinks of our login. */
public sealed interface LoginSec extends EppExtension {

    /** Stands in the login's own element where the password is in the extension. */
    String INSTEAD_OF_PASSWORD = "[LOGIN-SECURITY]";

    @Override
    default String namespace() {
        return EppNamespace.LOGIN_SEC;
    }

    /** Parts of a login; passwords are never printed. */
    record Login(
            @Nullable UserAgent userAgent,
            @Nullable String pw,
            @Nullable String newPw) implements LoginSec {
        @Override
        public String toString() {
            return "LoginSec.Login[userAgent=" + userAgent + ", pw=***, newPw=" + (newPw == null ? "none" : "***")
                    + "]";
        }
    }

    /** Which program logs in. */
    record UserAgent(
            @Nullable String app,
            @Nullable String tech,
            @Nullable String os) {}

    /** In the answer to a login. */
    record Data(List<Event> events) implements LoginSec {
        public Data {
            events = List.copyOf(events);
        }
    }

    /**
     * Something that will stop our logins (warning) or has stopped this one (error).
     *
     * @param type password, certificate, cipher, tlsProtocol, newPW, stat or custom
     * @param level warning or error
     * @param expiresAt of a password or certificate
     * @param duration that a figure is of, as it stands
     */
    record Event(
            String type,
            @Nullable String name,
            String level,
            @Nullable Instant expiresAt,
            @Nullable String value,
            @Nullable String duration,
            @Nullable String text) {}
}
