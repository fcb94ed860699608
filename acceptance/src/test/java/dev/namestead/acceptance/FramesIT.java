package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.testing.FrameJudge;
import dev.namestead.epp.transport.FrameListener.Direction;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/** Runs late: what registrar and registries have said to each other in all the tests before fits the schemas of the RFCs. */
@Isolated("comes after those that run side by side")
@Order(Integer.MAX_VALUE - 1)
@OnSharedServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FramesIT {
    private final Sandbox sandbox;

    FramesIT(Namestead server) {
        sandbox = server.sandbox();
    }

    @Test
    void framesOfRegistrarAndRegistries_fitTheSchemas() {
        var customer = sandbox.customer();
        customer.register("frames-judged.com").expect(201);
        customer.register("frames-judged.xyz").expect(201);
        var judge = new FrameJudge(_ -> true);

        int frames = 0;
        for (String registry : List.of("thick", "thin")) {
            JsonNode told = sandbox.api()
                    .get("/sandbox/registries/" + registry + "/frames?limit=500")
                    .expect(200)
                    .result()
                    .path("frames");
            for (JsonNode frame : told) {
                Direction direction =
                        Direction.valueOf(frame.path("direction").asString().toUpperCase(Locale.ROOT));
                judge.frame(direction, frame.path("xml").asString());
                frames++;
            }
        }

        assertThat(frames).isGreaterThan(10);
        judge.throwIfAnyWasInvalid();
    }
}
