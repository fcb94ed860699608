package dev.namestead.epp.testing;

import dev.namestead.epp.transport.TlsMaterial;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Self-signed certificates for tests, made by the JDK's own keytool; each is its own authority. */
public final class TestCertificates {

    private static final String PASSWORD = "test-certificates";

    private TestCertificates() {}

    /** A certificate that is valid for a day, for this name, such as {@code dns:localhost,ip:127.0.0.1}. */
    public static TlsMaterial selfSigned(Path folder, String subjectAlternativeNames)
            throws IOException, GeneralSecurityException, InterruptedException {
        return selfSigned(folder, subjectAlternativeNames, "-validity", "1");
    }

    /** @param validity keytool's arguments for it */
    public static TlsMaterial selfSigned(Path folder, String subjectAlternativeNames, String... validity)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path file = Files.createTempFile(folder, "key", ".p12");
        Files.delete(file);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=Test",
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                file.toString(),
                "-ext",
                "san=" + subjectAlternativeNames));
        command.addAll(Arrays.asList(validity));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool failed: " + output);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var key = (PrivateKey) store.getKey("own", PASSWORD.toCharArray());
        var certificate = (X509Certificate) store.getCertificate("own");
        return new TlsMaterial(List.of(certificate), List.of(certificate), key);
    }
}
