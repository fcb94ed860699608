package dev.namestead.sandbox.registry;

import dev.namestead.sandbox.profile.RegistryProfile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One command's changes while its rule decides: it reads the state as it was and gathers events, which become true together
 * when the rule has ended without a refusal.
 */
final class Change {
    private final RegistryProfile profile;
    private final RegistryState state;
    private final Instant now;
    private final List<RegistryEvent> events = new ArrayList<>();
    private long objects;
    private long messages;

    Change(RegistryProfile profile, RegistryState state, Instant now) {
        this.profile = profile;
        this.state = state;
        this.now = now;
        this.objects = state.lastObject();
        this.messages = state.lastMessage();
    }

    RegistryProfile profile() {
        return profile;
    }

    RegistryState state() {
        return state;
    }

    Instant now() {
        return now;
    }

    void record(RegistryEvent event) {
        events.add(event);
    }

    List<RegistryEvent> events() {
        return events;
    }

    /** @param kind D, H or C */
    String newRoid(char kind) {
        objects++;
        return ObjectIds.of(kind, objects, profile.repository());
    }

    long newMessageId() {
        messages++;
        return messages;
    }
}
