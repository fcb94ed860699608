package dev.namestead.sandbox.wire;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.Login;
import dev.namestead.epp.extension.LoginSec;
import dev.namestead.sandbox.registry.Answer;
import dev.namestead.sandbox.registry.Requester;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets a connection in (RFC 5730 section 2.9.1.1), once, and remembers what was agreed. */
final class LoginDesk {
    private static final int MOST_FAILURES = 3;
    private static final int SHORTEST_PASSWORD = 6;
    private static final int LONGEST_PASSWORD = 16;
    private static final int LONGEST_SECURED = 128;

    private final RegistryServer server;
    private final Optional<X509Certificate> certificate;
    private @Nullable Login agreed;
    private long epoch;
    private int failures;

    LoginDesk(RegistryServer server, Optional<X509Certificate> certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    boolean isLoggedIn() {
        return agreed != null;
    }

    boolean declaredObject(String namespace) {
        return agreed != null && agreed.objUris().contains(namespace);
    }

    Requester requester(@Nullable String clTrid, String svTrid) {
        if (agreed == null) {
            throw new IllegalStateException("nobody is logged in");
        }
        return new Requester(
                agreed.clId(), Set.copyOf(agreed.objUris()), Set.copyOf(agreed.extUris()), epoch, clTrid, svTrid);
    }

    /** Passwords longer than the login's own element allows stand in the extension (RFC 8807). */
    Answer login(Login asked, Optional<LoginSec.Login> secured) {
        return secured.isPresent() && asked.extUris().contains(EppNamespace.LOGIN_SEC)
                ? login(withPasswords(asked, secured.get()), LONGEST_SECURED)
                : login(asked, LONGEST_PASSWORD);
    }

    private static Login withPasswords(Login asked, LoginSec.Login secured) {
        boolean pw = asked.pw().equals(LoginSec.INSTEAD_OF_PASSWORD) && secured.pw() != null;
        boolean newPw = LoginSec.INSTEAD_OF_PASSWORD.equals(asked.newPw()) && secured.newPw() != null;
        return new Login(
                asked.clId(),
                pw ? String.valueOf(secured.pw()) : asked.pw(),
                newPw ? secured.newPw() : asked.newPw(),
                asked.version(),
                asked.language(),
                asked.objUris(),
                asked.extUris());
    }

    private Answer login(Login asked, int longestPassword) {
        long epochNow = server.registry().state().epoch();
        Optional<Answer> refused = refuse(asked, longestPassword);
        if (refused.isPresent()) {
            return refused.get();
        }
        if (!server.slots().tryTake(asked.clId())) {
            return Answer.of(EppResultCode.SESSION_LIMIT);
        }
        agreed = asked;
        epoch = epochNow;
        if (asked.newPw() != null) {
            server.registry().setPassword(asked.clId(), asked.newPw());
        }
        return Answer.of(EppResultCode.SUCCESS);
    }

    private Optional<Answer> refuse(Login asked, int longestPassword) {
        if (!asked.version().equals("1.0")) {
            return refusal(EppResultCode.UNIMPLEMENTED_VERSION, "version 1.0 is spoken");
        }
        if (!asked.language().equals("en")) {
            return refusal(EppResultCode.UNIMPLEMENTED_OPTION, "language en is spoken");
        }
        if (!passwordIsRight(asked)) {
            failures++;
            return Optional.of(Answer.of(
                    failures < MOST_FAILURES
                            ? EppResultCode.AUTHENTICATION_ERROR
                            : EppResultCode.AUTHENTICATION_CLOSING));
        }
        if (server.registry().profile().habits().clientCertificate() && !showsItsOwn(asked.clId())) {
            return refusal(EppResultCode.AUTHENTICATION_ERROR, "the certificate is not this registrar's");
        }
        Greeting greeting = server.greeting();
        Optional<String> object = firstUnknown(asked.objUris(), greeting.objUris());
        if (object.isPresent()) {
            return refusal(EppResultCode.UNIMPLEMENTED_OBJECT, object.get());
        }
        Optional<String> extension = firstUnknown(asked.extUris(), greeting.extUris());
        if (extension.isPresent()) {
            return refusal(EppResultCode.UNIMPLEMENTED_EXTENSION, extension.get());
        }
        String newPassword = asked.newPw();
        if (newPassword != null
                && (newPassword.length() < SHORTEST_PASSWORD || newPassword.length() > longestPassword)) {
            return refusal(
                    EppResultCode.PARAMETER_POLICY,
                    "a password has " + SHORTEST_PASSWORD + " to " + longestPassword + " characters");
        }
        return Optional.empty();
    }

    private boolean showsItsOwn(String registrar) {
        String subject = "CN=" + registrar;
        return certificate
                .filter(each -> each.getSubjectX500Principal().getName().equals(subject))
                .isPresent();
    }

    private boolean passwordIsRight(Login asked) {
        byte[] kept =
                server.registry().state().password(asked.clId()).orElse("").getBytes(StandardCharsets.UTF_8);
        return kept.length > 0 && MessageDigest.isEqual(kept, asked.pw().getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> firstUnknown(List<String> asked, List<String> offered) {
        return asked.stream().filter(uri -> !offered.contains(uri)).findFirst();
    }

    private static Optional<Answer> refusal(EppResultCode code, String reason) {
        return Optional.of(Answer.of(EppResult.of(code, code.text() + ": " + reason)));
    }

    void leave() {
        Login left = agreed;
        if (left != null) {
            server.slots().release(left.clId());
            agreed = null;
        }
    }
}
