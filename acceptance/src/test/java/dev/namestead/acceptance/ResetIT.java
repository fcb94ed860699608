package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A new world on the same server: nothing of the old one is left, and everything works. */
class ResetIT {

    @Test
    void afterAReset_theWorldIsNew_andTheClockHasNotGoneBack() {
        try (Namestead server = Namestead.start("reset")) {
            Sandbox sandbox = server.sandbox();
            Customer old = sandbox.customer();
            old.register("of-the-old-world.com").expect(201);
            old.register("of-the-old-world.xyz").expect(201);
            sandbox.advance(Duration.ofDays(3));
            Instant before = sandbox.now();

            sandbox.api().post("/sandbox/reset", "{}").expect(200);

            assertThat(old.get("/registrations").status()).isEqualTo(403);
            assertThat(sandbox.now()).isAfterOrEqualTo(before);
            assertThat(sandbox.registryDomain("of-the-old-world.com").status()).isEqualTo(404);
            server.demo().registration("example.com").expect(200);
            assertThat(server.demo().get("/registrations").expect(200).result()).hasSize(1);
            Customer fresh = sandbox.customer(Map.of("limit", 2));
            fresh.register("of-the-old-world.com").expect(201);
            fresh.register("of-the-old-world.xyz").expect(201);
            assertThat(fresh.ledger().charges("of-the-old-world.com")).isEqualTo(1);
        }
    }
}
