package dev.namestead.server.lifecycle;

import java.time.Instant;

/** What is to be done about a registration because time has passed. */
sealed interface LifeAction {

    /**
     * Its holder is told.
     *
     * @param mark keeps the notice from being written twice
     * @param dueAt by rule; it may be written later
     * @param chargedFrom the earliest instant of what it tells of; the same where it tells of no charge
     */
    record Tell(LifeNotice notice, String mark, Instant dueAt, Instant chargedFrom) implements LifeAction {
        Tell(LifeNotice notice, String mark, Instant dueAt) {
            this(notice, mark, dueAt, dueAt);
        }
    }

    /**
     * Its holder is asked to confirm his data.
     *
     * @param by then it is suspended
     */
    record Ask(Instant dueAt, Instant by) implements LifeAction {}

    /** He is asked again. */
    record Remind(String mark, Instant dueAt, Instant by) implements LifeAction {}

    /** A renewal is tried. */
    record Renew() implements LifeAction {}

    /** Its registry is read: something happens there by itself at this instant. */
    record Read() implements LifeAction {}

    /** There is a reason to hold it back from the zone. */
    record Hold(HoldReason reason) implements LifeAction {}

    record Release(HoldReason reason) implements LifeAction {}

    /** Its registry is told whether it is to be held back. */
    record Align() implements LifeAction {}

    /** It is deleted, for nobody has paid the year that its registry has added. */
    record Delete() implements LifeAction {}

    /** An operator is told that an unpaid name is still there. */
    record Alarm() implements LifeAction {}
}
