package dev.namestead.sandbox.world;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.namestead.sandbox.fault.Fault;

/** What the journal holds that all registries share: the clock and the faults. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WorldEvent.ClockMoved.class, name = "clock"),
    @JsonSubTypes.Type(value = WorldEvent.FaultSet.class, name = "fault"),
    @JsonSubTypes.Type(value = WorldEvent.FaultsRemoved.class, name = "faults-removed"),
})
public sealed interface WorldEvent {

    /** The business clock runs that many milliseconds ahead of the wall clock. */
    record ClockMoved(long offsetMillis) implements WorldEvent {}

    /** A fault as it stands, with its counters. */
    record FaultSet(Fault fault) implements WorldEvent {}

    /** One fault is removed, or all of them where the id is 0. */
    record FaultsRemoved(long id) implements WorldEvent {}
}
