package dev.namestead.epp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.object.SecureAuthInfo;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecureAuthInfoTest {

    @Test
    void randomPasswords_areLong_mixed_andNeverTheSame() {
        var random = new SecureRandom();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String value = SecureAuthInfo.random(random).value();
            assertThat(value)
                    .hasSizeGreaterThanOrEqualTo(20)
                    .matches(".*[a-z].*")
                    .matches(".*[A-Z].*");
            assertThat(value).matches(".*[0-9].*").matches(".*[^A-Za-z0-9].*").doesNotContainAnyWhitespaces();
            assertThat(value).doesNotContain("<", "&", "\"", "'");
            seen.add(value);
        }
        assertThat(seen).hasSize(1000);
    }
}
