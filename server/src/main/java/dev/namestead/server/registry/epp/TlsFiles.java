package dev.namestead.server.registry.epp;

import dev.namestead.epp.transport.TlsMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Makes the TLS context of a registry out of the PEM files that the configuration names. */
public final class TlsFiles {

    private TlsFiles() {}

    /**
     * @param authority what to trust; empty for what the JDK trusts
     * @param certificate what we show, with its key; both or neither
     * @throws IllegalArgumentException if a file cannot be used; the message says which and why
     */
    public static SSLContext context(Optional<Path> authority, Optional<Path> certificate, Optional<Path> key) {
        try {
            var trusted = authority.isPresent()
                    ? TlsMaterial.certificates(read(authority.get()))
                    : List.<X509Certificate>of();
            if (certificate.isEmpty() || key.isEmpty()) {
                return new TlsMaterial(trusted, List.of(), null).context();
            }
            return new TlsMaterial(
                            trusted,
                            TlsMaterial.certificates(read(certificate.get())),
                            TlsMaterial.privateKey(read(key.get())))
                    .context();
        } catch (IOException | GeneralSecurityException e) {
            String files = List.of(authority, certificate, key).stream()
                    .flatMap(Optional::stream)
                    .map(Path::toString)
                    .toList()
                    .toString();
            throw new IllegalArgumentException("TLS cannot be set up from " + files + ": " + e.getMessage(), e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }
}
