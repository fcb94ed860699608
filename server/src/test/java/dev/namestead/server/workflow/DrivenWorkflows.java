package dev.namestead.server.workflow;

/** Lets a simulation decide when a node looks for work and when it extends its leases. */
public final class DrivenWorkflows {
    private final WorkflowRunner runner;

    public DrivenWorkflows(Workflows workflows) {
        this.runner = workflows.runner();
    }

    public void claim() {
        runner.claimAll();
    }

    public void extendLeases() {
        runner.extendAll();
    }

    public int running() {
        return runner.running();
    }
}
