package dev.namestead.server.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.api.RefusedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLockTest {
    @Test
    void aDataDirectory_isOneServersAtATime(@TempDir Path directory) throws Exception {
        try (var _ = NodeLock.of(directory)) {
            assertThatThrownBy(() -> NodeLock.of(directory))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("another server runs in the data directory");
        }
        NodeLock.of(directory).close();
    }
}
