package dev.namestead.epp.client;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.Login;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.extension.LoginSec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The login that a greeting allows: only what both sides know, for servers refuse anything else. */
final class LoginNegotiation {

    /** What fits into the login itself (RFC 5730 section 2.9.1.1). */
    private static final int LONGEST_PASSWORD = 16;

    private LoginNegotiation() {}

    static EppCommand login(EppCredentials credentials, Greeting greeting, String clTrid) throws NoSessionException {
        List<String> common = credentials.extUris().stream()
                .filter(greeting.extUris()::contains)
                .toList();
        List<String> extUris = FeeVersion.onlyNewest(common);
        boolean security = extUris.contains(EppNamespace.LOGIN_SEC);
        if (!security && (isLong(credentials.pw()) || isLong(credentials.newPw()))) {
            throw new NoSessionException(
                    NoSessionException.Reason.PASSWORD_TOO_LONG,
                    "a password longer than " + LONGEST_PASSWORD + " characters needs login security (RFC 8807), which "
                            + greeting.svId() + " does not offer",
                    null);
        }
        var login = new Login(
                credentials.clId(),
                inLogin(credentials.pw()),
                credentials.newPw() == null ? null : inLogin(credentials.newPw()),
                "1.0",
                language(greeting),
                credentials.objUris().stream()
                        .filter(greeting.objUris()::contains)
                        .toList(),
                extUris);
        EppCommand command = EppCommand.of(login, clTrid);
        return security ? command.with(inExtension(credentials)) : command;
    }

    private static String inLogin(String password) {
        return isLong(password) ? LoginSec.INSTEAD_OF_PASSWORD : password;
    }

    private static LoginSec.Login inExtension(EppCredentials credentials) {
        return new LoginSec.Login(
                credentials.userAgent(),
                isLong(credentials.pw()) ? credentials.pw() : null,
                isLong(credentials.newPw()) ? credentials.newPw() : null);
    }

    private static boolean isLong(@Nullable String password) {
        return password != null && password.length() > LONGEST_PASSWORD;
    }

    private static String language(Greeting greeting) {
        List<String> languages = greeting.languages();
        return languages.isEmpty() || languages.contains("en") ? "en" : languages.getFirst();
    }
}
