package dev.namestead.epp.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who logs in and with what. The login names only those URIs that the greeting offers too.
 *
 * @param newPw changes the password with the login; null leaves it
 * @param objUris the objects that we can use, extUris the extensions
 */
public record EppCredentials(
        String clId, String pw, @Nullable String newPw, List<String> objUris, List<String> extUris) {

    public EppCredentials {
        objUris = List.copyOf(objUris);
        extUris = List.copyOf(extUris);
    }

    @Override
    public String toString() {
        return "EppCredentials[clId=" + clId + ", pw=***]";
    }
}
