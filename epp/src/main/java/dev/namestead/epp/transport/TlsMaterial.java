package dev.namestead.epp.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and keys, read from PEM text, for either end of a connection.
 *
 * @param trusted the authorities whose certificates are accepted; empty means those of the JDK
 * @param chain our own certificate first, then those above it; empty where we show none
 * @param key the private key of the first in the chain; null where we show none
 */
public record TlsMaterial(
        List<X509Certificate> trusted,
        List<X509Certificate> chain,
        @Nullable PrivateKey key) {

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s+([A-Za-z0-9+/=\\s]+?)-----END \\1-----");
    private static final char[] NO_PASSWORD = new char[0];

    public TlsMaterial {
        trusted = List.copyOf(trusted);
        chain = List.copyOf(chain);
        if (chain.isEmpty() != (key == null)) {
            throw new IllegalArgumentException("a certificate and its key come together");
        }
    }

    /** Trusts these authorities and shows no certificate. */
    public static TlsMaterial trusting(String caPem) throws GeneralSecurityException {
        return new TlsMaterial(certificates(caPem), List.of(), null);
    }

    /**
     * Trusts these authorities and shows a certificate.
     *
     * @param keyPem unencrypted PKCS#8
     */
    public static TlsMaterial of(String caPem, String chainPem, String keyPem) throws GeneralSecurityException {
        return new TlsMaterial(certificates(caPem), certificates(chainPem), privateKey(keyPem));
    }

    /** All certificates in a text, in their order; other parts are passed over. */
    public static List<X509Certificate> certificates(String pem) throws CertificateException {
        var factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> found = new ArrayList<>();
        Matcher matcher = PEM.matcher(pem);
        while (matcher.find()) {
            if (matcher.group(1).equals("CERTIFICATE")) {
                byte[] der = Base64.getMimeDecoder().decode(matcher.group(2));
                found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
            }
        }
        if (found.isEmpty()) {
            throw new CertificateException("no certificate in the PEM text");
        }
        return found;
    }

    /** The first unencrypted PKCS#8 key in a text, of any usual algorithm. */
    public static PrivateKey privateKey(String pem) throws GeneralSecurityException {
        Matcher matcher = PEM.matcher(pem);
        while (matcher.find()) {
            if (matcher.group(1).equals("PRIVATE KEY")) {
                return privateKey(Base64.getMimeDecoder().decode(matcher.group(2)));
            }
        }
        throw new InvalidKeySpecException(
                "no key in the PEM text that begins with BEGIN PRIVATE KEY (unencrypted PKCS#8)");
    }

    private static PrivateKey privateKey(byte[] pkcs8) throws GeneralSecurityException {
        // The encoding names its algorithm, but the JDK wants to be told: the wrong ones refuse.
        for (String algorithm : List.of("RSA", "EC", "EdDSA", "RSASSA-PSS")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException e) {
                continue;
            }
        }
        throw new InvalidKeySpecException("the private key is neither RSA nor EC nor EdDSA");
    }

    /** A context of these keys and authorities, for client or server. */
    public SSLContext context() throws GeneralSecurityException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new GeneralSecurityException("a key store in memory cannot be made", e);
        }
    }

    private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException, IOException {
        if (key == null) {
            return null;
        }
        KeyStore store = emptyStore();
        store.setKeyEntry("own", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException, IOException {
        if (trusted.isEmpty()) {
            return null;
        }
        KeyStore store = emptyStore();
        for (int i = 0; i < trusted.size(); i++) {
            store.setCertificateEntry("ca" + i, trusted.get(i));
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    /** A certificate as PEM text. */
    public static String pem(X509Certificate certificate) throws CertificateException {
        return pem("CERTIFICATE", certificate.getEncoded());
    }

    /** A private key as PEM text, unencrypted PKCS#8. */
    public static String pem(PrivateKey key) {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    private static String pem(String label, byte[] der) {
        String body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    @Override
    public String toString() {
        return "TlsMaterial[trusted=" + trusted.size() + ", chain=" + chain.size() + "]";
    }
}
