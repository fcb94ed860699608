package dev.namestead.sandbox.tls;

import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.sandbox.storage.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The TLS identity of the sandbox registries, kept in a directory so that clients may pin it over restarts.
 *
 * @param authorityPem the file that a client trusts
 * @param context for server sockets
 */
public record SandboxTls(Path authorityPem, SSLContext context) {
    private static final Duration REMADE_BEFORE_END = Duration.ofDays(60);

    /** Loads the identity from the directory, making it when it is absent, damaged or near its end. */
    public static SandboxTls in(Path directory, Instant now) {
        Path authority = directory.resolve("ca.pem");
        Path server = directory.resolve("server.pem");
        try {
            TlsMaterial identity = load(authority, server, now);
            if (identity == null) {
                make(authority, server, now);
                identity = load(authority, server, now);
            }
            if (identity == null) {
                throw new IOException("the certificates just made do not verify");
            }
            return new SandboxTls(authority.toAbsolutePath(), identity.context());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("No TLS identity in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable TlsMaterial load(Path authority, Path server, Instant now) {
        if (!Files.exists(authority) || !Files.exists(server)) {
            return null;
        }
        try {
            TlsMaterial material =
                    TlsMaterial.of(Files.readString(authority), Files.readString(server), Files.readString(server));
            X509Certificate certificate = material.chain().getFirst();
            certificate.verify(material.trusted().getFirst().getPublicKey());
            certificate.checkValidity(Date.from(now.plus(REMADE_BEFORE_END)));
            return new TlsMaterial(List.of(), material.chain(), material.key());
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            // Half written by a crash, or expired: a sandbox makes a new one rather than asking its user.
            return null;
        }
    }

    private static void make(Path authority, Path server, Instant now) throws GeneralSecurityException, IOException {
        SandboxCertificates.Made made = new SandboxCertificates().make(now);
        PrivateFiles.write(
                server,
                TlsMaterial.pem(made.serverKey().getPrivate())
                        + TlsMaterial.pem(made.server())
                        + TlsMaterial.pem(made.authority()));
        PrivateFiles.write(authority, TlsMaterial.pem(made.authority()));
    }
}
