package dev.namestead.sandbox.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.transport.TlsMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTlsTest {
    @TempDir
    Path directory;

    final Instant now = Instant.now();

    private String authority() throws IOException {
        return Files.readString(directory.resolve("ca.pem"));
    }

    @Test
    void theIdentity_isMadeOnce() throws IOException {
        SandboxTls.in(directory, now, List.of("one", "two"));
        String first = authority();
        SandboxTls.in(directory, now.plus(Duration.ofDays(365)), List.of("one", "two"));
        assertThat(authority()).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("server.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theServersCertificate_isValidUnderTheAuthority_forLoopbackNames()
            throws IOException, GeneralSecurityException {
        SandboxTls.in(directory, now, List.of("one", "two"));
        var authority = TlsMaterial.certificates(authority()).getFirst();
        var server = TlsMaterial.certificates(Files.readString(directory.resolve("server.pem")))
                .getFirst();
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(server)), parameters);
        assertThat(server.getSubjectAlternativeNames())
                .contains(List.of(2, "localhost"), List.of(7, "127.0.0.1"), List.of(7, "0:0:0:0:0:0:0:1"));
        assertThat(server.getBasicConstraints()).isEqualTo(-1);
        assertThat(authority.getBasicConstraints()).isZero();
    }

    @Test
    void aDamagedIdentity_isMadeAnew() throws IOException {
        SandboxTls.in(directory, now, List.of("one", "two"));
        String first = authority();
        Files.writeString(directory.resolve("server.pem"), "half a fi");
        SandboxTls.in(directory, now, List.of("one", "two"));
        assertThat(authority()).isNotEqualTo(first);
    }

    @Test
    void anIdentityNearItsEnd_isMadeAnew() throws IOException {
        SandboxTls.in(directory, now, List.of("one", "two"));
        String first = authority();
        SandboxTls.in(directory, now.plus(Duration.ofDays(3600)), List.of("one", "two"));
        assertThat(authority()).isNotEqualTo(first);
    }
}
