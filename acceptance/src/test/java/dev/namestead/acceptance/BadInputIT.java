package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of bad input: each row is refused with a clear error, and nothing is reserved, held or changed by any. */
@OnSharedServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private final Customer customer;
    private final Customer other;

    BadInputIT(Namestead server) {
        customer = server.sandbox().customer();
        other = server.sandbox().customer();
        other.register("owned-by-another.com").expect(201);
        other.register("owned-by-another.net").expect(201);
    }

    @ParameterizedTest
    @MethodSource("table")
    void badInput_isRefused(BadInput row) {
        Answer answer = row.request().apply(customer);

        assertThat(answer.status()).as(answer::toString).isEqualTo(row.status());
        assertThat(answer.errorCodes()).as(answer::toString).contains(row.code());
        if (!row.pointer().isEmpty()) {
            assertThat(answer.pointer()).as(answer::toString).isEqualTo(row.pointer());
        }
        assertThat(answer.message()).as(answer::toString).contains(row.message());
    }

    @AfterAll
    void nothingCameOfAnyOfIt() {
        assertThat(customer.get("/registrations").expect(200).result()).isEmpty();
        assertThat(customer.ledger().entries()).isEmpty();
    }

    Stream<BadInput> table() {
        return Stream.of(new BadRequests(other).rows(), new BadCreates().rows(), new BadReadsAndEdits(other).rows())
                .flatMap(Function.identity());
    }
}
