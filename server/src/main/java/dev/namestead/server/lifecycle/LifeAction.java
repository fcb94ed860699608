package dev.namestead.server.lifecycle;

import java.time.Instant;

/** What is to be done about a registration because time has passed. */
sealed interface LifeAction {

    /**
     * Its holder is told.
     *
     * @param mark keeps the notice from being written twice
     * @param dueAt by rule; it may be written later
     */
    record Tell(LifeNotice notice, String mark, Instant dueAt) implements LifeAction {}

    /** A renewal is tried. */
    record Renew() implements LifeAction {}

    /** Its registry is read: something happens there by itself at this instant. */
    record Read() implements LifeAction {}

    record Hold(HoldReason reason) implements LifeAction {}

    record Release(HoldReason reason) implements LifeAction {}

    /** It is deleted, for nobody has paid the year that its registry has added. */
    record Delete() implements LifeAction {}

    /** An operator is told that an unpaid name is still there. */
    record Alarm() implements LifeAction {}
}
