package dev.namestead.server.app;

import dev.namestead.server.registry.Registries;
import dev.namestead.server.workflow.WorkflowProbe;
import java.util.function.UnaryOperator;

/**
 * What a proof puts between the parts of a real server, to stop or break it at a named instant.
 *
 * @param probe told where each workflow stands
 * @param registries what the workflows speak to instead of the registries themselves
 */
public record Instruments(WorkflowProbe probe, UnaryOperator<Registries> registries) {
    /** Of a server at work. */
    public static final Instruments NONE = new Instruments(WorkflowProbe.NONE, UnaryOperator.identity());
}
