package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.RegistrationRequest;
import dev.namestead.api.RegistrationStatus;
import dev.namestead.api.WorkflowState;
import dev.namestead.api.testing.SandboxWorld;
import dev.namestead.api.testing.WorldExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The JUnit extension that ships with the client library, used as a user of the sandbox would. */
@ExtendWith({WorldExtensionIT.Address.class, WorldExtension.class})
class WorldExtensionIT {
    private static String ofTheClass;

    /** What a user's {@code . data/sandbox.env} does. */
    static final class Address implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            System.setProperty(WorldExtension.PROPERTY, SharedServer.in(context).variable("SANDBOX_URL"));
        }
    }

    @BeforeAll
    static void itsWorld(SandboxWorld world) {
        ofTheClass = world.id();
    }

    @Test
    void aTest_hasAWorldOfItsOwn(SandboxWorld world, SandboxWorld again) {
        assertThat(world).isSameAs(again);
        assertThat(world.id()).isNotEqualTo(ofTheClass);
        buy(world);
        world.advance(Duration.ofDays(400));
        try (var client = world.client()) {
            assertThat(client.get("tea-house.com").status()).isNotEqualTo(RegistrationStatus.ACTIVE.wire());
        }
        assertThat(world.mail()).isNotNull();
    }

    @Test
    void anotherTest_hasAnother_andGoesBackInTime(SandboxWorld world) {
        buy(world);
        world.snapshot("bought");
        world.advance(Duration.ofDays(400));
        world.restore("bought");
        try (var client = world.client()) {
            assertThat(client.get("tea-house.com").status()).isEqualTo(RegistrationStatus.ACTIVE.wire());
        }
        world.fault(Map.of("command", "check", "action", "result", "code", 2400));
    }

    private static void buy(SandboxWorld world) {
        try (var client = world.client()) {
            assertThat(client.register(RegistrationRequest.express("tea-house.com"))
                            .state())
                    .isEqualTo(WorkflowState.SUCCEEDED.wire());
        }
    }
}
