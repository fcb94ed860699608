package dev.namestead.sandbox.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    Path directory;

    @Test
    void aDirectoryInUse_isRefused_andFreeAfterwards() {
        try (DataDirectory first = DataDirectory.open(directory)) {
            assertThat(first.path()).isEqualTo(directory);
            assertThatThrownBy(() -> DataDirectory.open(directory))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is in use")
                    .hasMessageContaining(directory.toString());
        }
        DataDirectory.open(directory).close();
    }
}
