package dev.namestead.server.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.RegistrationStatus;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rule table of the status, row by row. */
class StatusRuleTest {
    private static final Instant PAID_UNTIL = Instant.parse("2027-03-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource(textBlock = """
            # registered, EPP status,    RFC 3915 status,   now,                      status
              false,      ok,            '',                2026-03-01T10:00:00Z,     registration_pending
              false,      serverHold,    '',                2028-03-01T10:00:00Z,     registration_pending
              true,       pendingDelete, '',                2027-06-01T10:00:00Z,     pending_delete
              true,       pendingDelete, pendingDelete,     2027-06-01T10:00:00Z,     pending_delete
              true,       pendingDelete, redemptionPeriod,  2027-05-01T10:00:00Z,     redemption_period
              true,       pendingDelete, pendingRestore,    2027-05-01T10:00:00Z,     redemption_period
              true,       serverHold,    '',                2026-05-01T10:00:00Z,     suspended
              true,       serverHold,    autoRenewPeriod,   2027-05-01T10:00:00Z,     suspended
              true,       ok,            '',                2027-03-01T09:59:59Z,     active
              true,       ok,            '',                2027-03-01T10:00:00Z,     expired
              true,       ok,            autoRenewPeriod,   2027-03-20T10:00:00Z,     expired
              true,       clientHold,    addPeriod,         2026-03-02T10:00:00Z,     active
            """)
    void status_isTheFirstRowThatFits(boolean registered, String epp, String rgp, Instant now, String status) {
        StatusRule facts =
                new StatusRule(registered, PAID_UNTIL, Set.of(epp), rgp.isEmpty() ? Set.of() : Set.of(rgp), false);

        assertThat(facts.at(now).wire()).isEqualTo(status);
    }

    @Test
    void aNameWhoseHolderHasNotConfirmedHisData_isSuspended() {
        StatusRule facts = new StatusRule(true, PAID_UNTIL, Set.of("clientHold"), Set.of(), true);

        assertThat(facts.at(PAID_UNTIL.plusSeconds(1))).isEqualTo(RegistrationStatus.SUSPENDED);
    }
}
