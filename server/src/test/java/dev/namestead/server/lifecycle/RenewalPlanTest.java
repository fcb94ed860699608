package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenewalPlanTest {

    @ParameterizedTest
    @CsvSource({
        // paid until, registry shows, years: the registry is asked for, from this date, until that one
        "2027-03-01, 2027-03-01, 1, 1, 2028-03-01",
        "2027-03-01, 2027-03-01, 9, 9, 2036-03-01",
        "2028-02-29, 2028-02-29, 1, 1, 2029-02-28",
        // it has renewed by itself: that year is accepted
        "2027-03-01, 2028-03-01, 1, 0, 2028-03-01",
        "2027-03-01, 2028-03-01, 3, 2, 2030-03-01",
        "2028-02-29, 2029-02-28, 1, 0, 2029-02-28",
        "2028-02-29, 2029-02-28, 2, 1, 2030-02-28",
        // twice
        "2027-03-01, 2029-03-01, 1, 0, 2028-03-01",
    })
    void aPlan_asksForWhatTheRegistryHasNotAddedByItself(String paid, String shown, int years, int asked, String to) {
        RenewalPlan plan = RenewalPlan.of(instant(paid), instant(shown), years);

        assertThat(plan.years()).isEqualTo(asked);
        assertThat(plan.currentExpiry()).hasToString(shown);
        assertThat(plan.target()).hasToString(to);
        assertThat(plan.reachedBy(instant(shown))).isEqualTo(asked == 0);
        assertThat(plan.reachedBy(instant(to))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2028-03-01, 2028-03-01",
        // 29 February plus a year is the 28th here and the first of March there
        "2028-02-29, 2028-02-29",
        // the registry has gone on by itself meanwhile
        "2029-03-01, 2028-03-01",
        "2030-03-01, 2028-03-01",
    })
    void whatIsPaid_isTheRegistrysDate_lessTheYearsItAddedBeyond(String shown, String paid) {
        RenewalPlan plan = RenewalPlan.of(instant("2027-03-01"), instant("2027-03-01"), 1);

        assertThat(plan.reachedBy(instant(shown))).isTrue();
        assertThat(plan.paidUntil(instant(shown))).isEqualTo(instant(paid));
    }

    private static Instant instant(String date) {
        return Instant.parse(date + "T10:15:30Z");
    }
}
