package dev.namestead.epp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.testing.TestCertificates;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsMaterialTest {

    @Test
    void whatIsWrittenAsPem_isReadFromPem(@TempDir Path folder) throws Exception {
        TlsMaterial made = TestCertificates.selfSigned(folder, "dns:localhost");
        String certificate = TlsMaterial.pem(made.chain().getFirst());
        String key = TlsMaterial.pem(made.key());
        TlsMaterial read =
                TlsMaterial.of("Some text before\n" + certificate + certificate, certificate + key, certificate + key);
        assertThat(read.trusted()).hasSize(2);
        assertThat(read.chain()).isEqualTo(made.chain());
        assertThat(read.key()).isEqualTo(made.key());
        assertThat(read.context()).isNotNull();
        assertThat(read.toString()).isEqualTo("TlsMaterial[trusted=2, chain=1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void aKeyOfAnyUsualAlgorithm_isRead(String algorithm) throws Exception {
        var key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
        assertThat(TlsMaterial.privateKey(TlsMaterial.pem(key))).isEqualTo(key);
    }

    @Test
    void textWithoutPem_isRefusedWithAReason() {
        assertThatThrownBy(() -> TlsMaterial.trusting("nothing"))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("no certificate");
        assertThatThrownBy(() ->
                        TlsMaterial.privateKey("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----"))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("PKCS#8");
        assertThatThrownBy(() -> new TlsMaterial(
                        List.of(),
                        List.of(),
                        KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
