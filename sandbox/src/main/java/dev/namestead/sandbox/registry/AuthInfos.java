package dev.namestead.sandbox.registry;

import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.sandbox.profile.Feature;
import dev.namestead.sandbox.profile.RegistryProfile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The password of an object: who knows it may see and transfer what is another registrar's. */
final class AuthInfos {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 64;
    /** Characters that a random password of 128 bits has at least, all but always. */
    private static final int LEAST_DIFFERENT = 12;

    private AuthInfos() {}

    /** The password of a domain to keep; where the registry says so it must look random (RFC 9154 section 4.1). */
    static String ofDomain(AuthInfo authInfo, RegistryProfile profile) {
        String value = acceptable(authInfo);
        if (profile.has(Feature.SECURE_AUTH_INFO)
                && !value.isEmpty()
                && value.chars().distinct().count() < LEAST_DIFFERENT) {
            throw new Refusal(EppResultCode.PARAMETER_POLICY, "authorization information is random here");
        }
        return value;
    }

    /** The password to keep; empty means that none is set (RFC 9154). */
    static String acceptable(AuthInfo authInfo) {
        return switch (authInfo) {
            case AuthInfo.Password password -> strong(password.value());
            case AuthInfo.Removed ignored -> "";
            case AuthInfo.Ext ignored ->
                throw new Refusal(EppResultCode.UNIMPLEMENTED_OPTION, "authorization information is a password here");
        };
    }

    private static String strong(String value) {
        if (!value.isEmpty() && (value.length() < SHORTEST || value.length() > LONGEST)) {
            throw new Refusal(
                    EppResultCode.PARAMETER_POLICY,
                    "authorization information has " + SHORTEST + " to " + LONGEST + " characters, or none");
        }
        return value;
    }

    /** True when the right password was given, false when none was; 2202 for a wrong one. An unset one never matches. */
    static boolean proves(@Nullable AuthInfo given, String kept) {
        if (given == null) {
            return false;
        }
        if (given instanceof AuthInfo.Password(String value, String ignored)
                && !kept.isEmpty()
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), kept.getBytes(StandardCharsets.UTF_8))) {
            return true;
        }
        throw new Refusal(EppResultCode.INVALID_AUTH_INFO, "it does not match");
    }
}
