package dev.namestead.epp.client;

import dev.namestead.epp.extension.LoginSec.UserAgent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who logs in and with what. The login names only those URIs that the greeting offers too.
 *
 * @param newPw changes the password with the login; null leaves it
 * @param objUris the objects that we can use
 * @param extUris the extensions that we can use
 * @param userAgent which program we are, told where the registry speaks login security (RFC 8807)
 */
public record EppCredentials(
        String clId,
        String pw,
        @Nullable String newPw,
        List<String> objUris,
        List<String> extUris,
        UserAgent userAgent) {

    public EppCredentials {
        objUris = List.copyOf(objUris);
        extUris = List.copyOf(extUris);
    }

    /** Of a program that tells no name. */
    public EppCredentials(String clId, String pw, @Nullable String newPw, List<String> objUris, List<String> extUris) {
        this(clId, pw, newPw, objUris, extUris, agent(null));
    }

    /** With a password that stays as it is. */
    public static EppCredentials of(String clId, String pw, List<String> objUris, List<String> extUris) {
        return new EppCredentials(clId, pw, null, objUris, extUris);
    }

    /** The same, of a program with that name and version. */
    public EppCredentials from(String application) {
        return new EppCredentials(clId, pw, newPw, objUris, extUris, agent(application));
    }

    private static UserAgent agent(@Nullable String application) {
        return new UserAgent(application, "Java " + Runtime.version().feature(), System.getProperty("os.name"));
    }

    @Override
    public String toString() {
        return "EppCredentials[clId=" + clId + ", pw=***]";
    }
}
