package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class SlotLeaseTest {
    private final AtomicLong clock = new AtomicLong(42);
    private final SlotLease lease = new SlotLease(Duration.ofNanos(100), clock::get);

    @Test
    void beforeTheDatabaseSaidSo_noSessionStands() {
        assertThat(lease.forSession().getAsBoolean()).isFalse();
    }

    @Test
    void theLease_countsFromBeforeTheQuestion() {
        clock.set(60);
        lease.extended(10, 0, 2);
        BooleanSupplier session = lease.forSession();
        clock.set(109);
        assertThat(session.getAsBoolean()).isTrue();
        clock.set(110);
        assertThat(session.getAsBoolean()).isFalse();
    }

    @Test
    void aSessionThatSawItsLeaseEnd_neverStandsAgain() {
        lease.extended(42, 0, 2);
        BooleanSupplier old = lease.forSession();
        clock.set(500);
        assertThat(old.getAsBoolean()).isFalse();
        lease.extended(500, 2, 2);
        assertThat(old.getAsBoolean()).isFalse();
        assertThat(lease.forSession().getAsBoolean()).isTrue();
    }

    @Test
    void aLeaseExtendedLateButWithAllItsSlots_keepsItsSessions() {
        lease.extended(42, 0, 2);
        BooleanSupplier session = lease.forSession();
        clock.set(500);
        lease.extended(499, 2, 3);
        assertThat(session.getAsBoolean()).isTrue();
    }

    @Test
    void aLostSlot_endsAllSessions() {
        lease.extended(42, 0, 2);
        BooleanSupplier session = lease.forSession();
        lease.extended(43, 1, 2);
        assertThat(session.getAsBoolean()).isFalse();
    }

    @Test
    void slotsGivenBack_endNoSession() {
        lease.extended(42, 0, 4);
        BooleanSupplier session = lease.forSession();
        lease.extended(43, 4, 2);
        lease.extended(44, 2, 2);
        assertThat(session.getAsBoolean()).isTrue();
    }
}
