package dev.namestead.sandbox.tls;

import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.sandbox.storage.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The TLS identities of the sandbox, kept in a directory so that clients may pin them over restarts: the registries', and one
 * for each registrar.
 */
public final class SandboxTls {
    private static final Duration REMADE_BEFORE_END = Duration.ofDays(60);

    private final Path directory;
    private final SSLContext context;

    private SandboxTls(Path directory, SSLContext context) {
        this.directory = directory;
        this.context = context;
    }

    /** Loads the identities from the directory, making them all when one is absent, damaged or near its end. */
    public static SandboxTls in(Path directory, Instant now, List<String> registrars) {
        try {
            SSLContext context = load(directory, now, registrars);
            if (context == null) {
                make(directory, now, registrars);
                context = load(directory, now, registrars);
            }
            if (context == null) {
                throw new IOException("the certificates just made do not verify");
            }
            return new SandboxTls(directory.toAbsolutePath(), context);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("No TLS identity in " + directory + ": " + e.getMessage(), e);
        }
    }

    /** For server sockets; clients are asked for certificates of the same authority, where they are asked. */
    public SSLContext context() {
        return context;
    }

    /** The file that a client trusts. */
    public Path authorityPem() {
        return authority(directory);
    }

    /** The file with a registrar's certificate. */
    public Path certificatePem(String registrar) {
        return certificate(directory, registrar);
    }

    /** The file with its key, unencrypted PKCS#8. */
    public Path keyPem(String registrar) {
        return key(directory, registrar);
    }

    private static Path authority(Path directory) {
        return directory.resolve("ca.pem");
    }

    private static Path server(Path directory) {
        return directory.resolve("server.pem");
    }

    private static Path certificate(Path directory, String registrar) {
        return directory.resolve("registrar-" + registrar + ".pem");
    }

    private static Path key(Path directory, String registrar) {
        return directory.resolve("registrar-" + registrar + ".key");
    }

    private static @Nullable SSLContext load(Path directory, Instant now, List<String> registrars) {
        List<Path> needed = new ArrayList<>(List.of(authority(directory), server(directory)));
        registrars.forEach(registrar -> {
            needed.add(certificate(directory, registrar));
            needed.add(key(directory, registrar));
        });
        if (!needed.stream().allMatch(Files::exists)) {
            return null;
        }
        try {
            String server = Files.readString(server(directory));
            TlsMaterial material = TlsMaterial.of(Files.readString(authority(directory)), server, server);
            PublicKey authority = material.trusted().getFirst().getPublicKey();
            verify(material.chain().getFirst(), authority, now);
            for (String registrar : registrars) {
                TlsMaterial client = TlsMaterial.of(
                        server,
                        Files.readString(certificate(directory, registrar)),
                        Files.readString(key(directory, registrar)));
                verify(client.chain().getFirst(), authority, now);
            }
            return material.context();
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            // Half written by a crash, or expired: a sandbox makes new ones rather than asking its user.
            return null;
        }
    }

    private static void verify(X509Certificate certificate, PublicKey authority, Instant now)
            throws GeneralSecurityException {
        certificate.verify(authority);
        certificate.checkValidity(Date.from(now.plus(REMADE_BEFORE_END)));
    }

    private static void make(Path directory, Instant now, List<String> registrars)
            throws GeneralSecurityException, IOException {
        SandboxCertificates.Made made = new SandboxCertificates().make(now, registrars);
        for (Map.Entry<String, SandboxCertificates.Identity> each :
                made.registrars().entrySet()) {
            PrivateFiles.write(
                    certificate(directory, each.getKey()),
                    TlsMaterial.pem(each.getValue().certificate()) + TlsMaterial.pem(made.authority()));
            PrivateFiles.write(
                    key(directory, each.getKey()),
                    TlsMaterial.pem(each.getValue().key()));
        }
        PrivateFiles.write(
                server(directory),
                TlsMaterial.pem(made.server().key())
                        + TlsMaterial.pem(made.server().certificate())
                        + TlsMaterial.pem(made.authority()));
        PrivateFiles.write(authority(directory), TlsMaterial.pem(made.authority()));
    }
}
