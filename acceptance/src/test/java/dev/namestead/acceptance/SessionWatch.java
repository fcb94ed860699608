package dev.namestead.acceptance;

import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Watches how many sessions the registries count, by their own word: the peak, and the logins that were one too many. */
final class SessionWatch implements AutoCloseable {
    private final Registries registries;
    private final int refusedBefore;
    private int excused;
    private int refused;
    private int peak;

    SessionWatch(Registries registries) {
        this.registries = registries;
        this.refusedBefore = count("refused");
    }

    /** A node that stands still keeps its sessions after it has lost its right to them, and the registry refuses its successors. */
    void excuseRefusals(Runnable standingStill) {
        int before = count("refused");
        standingStill.run();
        excused += count("refused") - before;
    }

    int peak() {
        return peak;
    }

    int refused() {
        return refused;
    }

    private int count(String what) {
        return StreamSupport.stream(
                        registries
                                .control()
                                .get("/registries")
                                .expect(200)
                                .json()
                                .path("registries")
                                .spliterator(),
                        false)
                .map(registry -> registry.path(what))
                .mapToInt(JsonNode::asInt)
                .reduce(0, what.equals("peak") ? Math::max : Integer::sum);
    }

    @Override
    public void close() {
        peak = count("peak");
        refused = count("refused") - refusedBefore - excused;
    }
}
