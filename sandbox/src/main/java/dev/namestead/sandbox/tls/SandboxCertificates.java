package dev.namestead.sandbox.tls;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes an authority, one server certificate for 127.0.0.1, ::1 and localhost, and one for each registrar (ECDSA P-256). The
 * authority's key is never stored: when the server's certificate nears its end, all are made anew.
 */
final class SandboxCertificates {
    private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
    private static final Duration LIFE = Duration.ofDays(3650);
    private static final Duration BACKDATED = Duration.ofDays(2);

    record Made(X509Certificate authority, Identity server, Map<String, Identity> registrars) {}

    record Identity(X509Certificate certificate, PrivateKey key) {}

    private final SecureRandom random = new SecureRandom();

    /** @param registrars who their certificates are for, by common name */
    Made make(Instant now, List<String> registrars) throws GeneralSecurityException {
        KeyPair authorityKey = newKey();
        byte[] keyId = Der.sequence(Der.implicit(0, keyId(authorityKey.getPublic())));
        byte[] authorityName = name("Namestead sandbox authority");
        byte[] authorityExtensions = Der.sequence(
                extension("2.5.29.19", true, Der.sequence(Der.yes(), Der.integer(BigInteger.ZERO))),
                extension("2.5.29.15", true, Der.bits(1, (byte) 0x06)),
                extension("2.5.29.14", false, Der.octets(keyId(authorityKey.getPublic()))));
        byte[] serverExtensions = Der.sequence(
                extension("2.5.29.19", true, Der.sequence()),
                extension("2.5.29.15", true, Der.bits(7, (byte) 0x80)),
                extension("2.5.29.37", false, Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"))),
                extension("2.5.29.17", false, serverNames()),
                extension("2.5.29.35", false, keyId));
        byte[] clientExtensions = Der.sequence(
                extension("2.5.29.19", true, Der.sequence()),
                extension("2.5.29.15", true, Der.bits(7, (byte) 0x80)),
                extension("2.5.29.37", false, Der.sequence(Der.oid("1.3.6.1.5.5.7.3.2"))),
                extension("2.5.29.35", false, keyId));
        Map<String, Identity> clients = new LinkedHashMap<>();
        for (String registrar : registrars) {
            clients.put(registrar, identity(now, authorityName, registrar, clientExtensions, authorityKey));
        }
        return new Made(
                sign(now, authorityName, authorityName, authorityKey.getPublic(), authorityExtensions, authorityKey),
                identity(now, authorityName, "localhost", serverExtensions, authorityKey),
                clients);
    }

    private Identity identity(Instant now, byte[] issuer, String subject, byte[] extensions, KeyPair authority)
            throws GeneralSecurityException {
        KeyPair key = newKey();
        return new Identity(sign(now, issuer, name(subject), key.getPublic(), extensions, authority), key.getPrivate());
    }

    private KeyPair newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private X509Certificate sign(
            Instant now, byte[] issuer, byte[] subject, PublicKey key, byte[] extensions, KeyPair authority)
            throws GeneralSecurityException {
        byte[] algorithm = Der.sequence(Der.oid(ECDSA_WITH_SHA256));
        byte[] body = Der.sequence(
                Der.explicit(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(120, random).setBit(119)),
                algorithm,
                issuer,
                Der.sequence(Der.time(now.minus(BACKDATED)), Der.time(now.plus(LIFE))),
                subject,
                key.getEncoded(),
                Der.explicit(3, extensions));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(authority.getPrivate(), random);
        signature.update(body);
        byte[] certificate = Der.sequence(body, algorithm, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.utf8(commonName))));
    }

    private static byte[] extension(String oid, boolean critical, byte[] content) {
        return critical
                ? Der.sequence(Der.oid(oid), Der.yes(), Der.octets(content))
                : Der.sequence(Der.oid(oid), Der.octets(content));
    }

    private static byte[] serverNames() {
        return Der.sequence(
                Der.implicit(2, "localhost".getBytes(StandardCharsets.US_ASCII)),
                Der.implicit(7, new byte[] {127, 0, 0, 1}),
                Der.implicit(7, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
    }

    private static byte[] keyId(PublicKey key) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-1").digest(key.getEncoded());
    }
}
