package dev.namestead.server.lifecycle;

import dev.namestead.server.database.Tx;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.PollHandler;
import dev.namestead.server.registry.PollMessage;

/** A registry's message about a name has it read there: what is true then, the reading tells, in whatever order messages come. */
public final class LifecyclePolls implements PollHandler {
    private final PollHandler decisions;
    private final Runnable signal;
    private final LifeStore store = new LifeStore();

    /**
     * @param decisions hears the message as well: decisions on commands are not shown anywhere else
     * @param signal has what is due looked at
     */
    public LifecyclePolls(PollHandler decisions, Runnable signal) {
        this.decisions = decisions;
        this.signal = signal;
    }

    @Override
    public void apply(Tx tx, PollMessage message) {
        decisions.apply(tx, message);
        DomainName name = message.name();
        if (name != null && store.readNow(tx, message.registryId(), name)) {
            tx.afterCommit(signal);
        }
    }
}
