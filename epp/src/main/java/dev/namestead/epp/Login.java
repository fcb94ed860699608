package dev.namestead.epp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens a session (RFC 5730 section 2.9.1.1).
 *
 * @param pw 6 to 16 characters; never printed
 * @param newPw replaces the password when the login succeeds; never printed
 */
public record Login(
        String clId,
        String pw,
        @Nullable String newPw,
        String version,
        String language,
        List<String> objUris,
        List<String> extUris)
        implements CommandBody {

    public Login {
        objUris = List.copyOf(objUris);
        extUris = List.copyOf(extUris);
    }

    /** A login of version 1.0 in English. */
    public static Login of(String clId, String pw, List<String> objUris, List<String> extUris) {
        return new Login(clId, pw, null, "1.0", "en", objUris, extUris);
    }

    @Override
    public String toString() {
        return "Login[clId=" + clId + ", pw=***, newPw=" + (newPw == null ? "none" : "***") + ", objUris=" + objUris
                + ", extUris=" + extUris + "]";
    }
}
