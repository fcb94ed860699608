package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is held, charged and given back, and what is missing before anything can be. */
@OnSharedServer
class MoneyIT {
    private final Sandbox sandbox;

    MoneyIT(Namestead server) {
        sandbox = server.sandbox();
    }

    @ParameterizedTest
    @CsvSource({"money-one.com,1", "money-four.com,4", "money-ten.tech,10", "money-two.io,2"})
    void firstYearAtTheRegistrationCost_furtherYearsAtTheRenewalCost(String name, int years) {
        var customer = sandbox.customer();
        Answer price = customer.check(name).expect(200);
        BigDecimal first = new BigDecimal(price.text("/domains/0/pricing/registration_cost"));
        BigDecimal further = new BigDecimal(price.text("/domains/0/pricing/renewal_cost"));

        customer.create("{\"domain_name\":\"%s\",\"years\":%d}".formatted(name, years))
                .expect(201);

        Ledger ledger = customer.ledger();
        assertThat(ledger.charges(name)).isEqualTo(1);
        assertThat(ledger.charged(name))
                .isEqualByComparingTo(first.add(further.multiply(BigDecimal.valueOf(years - 1))));
        assertThat(ledger.held(name)).isZero();
        assertThat(ledger.of(name)).allSatisfy(entry -> {
            assertThat(entry.path("currency").asString()).isEqualTo("USD");
            assertThat(entry.path("amount").asString()).matches("\\d+\\.\\d\\d");
        });
    }

    @Test
    void accountWithoutPayment_isToldSo() {
        var customer = sandbox.customer(Map.of("payment", "none"));

        Answer refused = customer.register("no-payment.com").expect(400);

        assertThat(refused.message()).containsIgnoringCase("payment");
        customer.hasNothingOf("no-payment.com");
    }

    @Test
    void cardThatIsDeclined_failsTheRegistrationAndGivesTheHoldBack() {
        var customer = sandbox.customer(Map.of("payment", "declined"));

        Answer failed = customer.register("card-declined.com").expect(202);

        assertThat(failed.text("/error/code")).as(failed::toString).isEqualTo("payment_declined");
        customer.hasNothingOf("card-declined.com");
        var another = sandbox.customer();
        another.register("card-declined.com").expect(201);
    }

    @Test
    void cardThatIsGoodOnce_paysTheFirstName_andNotTheSecond() {
        var customer = sandbox.customer(Map.of("payment", "declined_later"));

        customer.register("card-once.com").expect(201);

        Answer failed = customer.register("card-twice.com").expect(202);
        assertThat(failed.text("/error/code")).as(failed::toString).isEqualTo("payment_declined");
        customer.hasNothingOf("card-twice.com");
    }

    @Test
    void cardThatWantsItsHolder_isDeclined_andSaysWhy() {
        var customer = sandbox.customer(Map.of("payment", "needs_authentication"));

        Answer failed = customer.register("card-absent.com").expect(202);

        assertThat(failed.text("/error/code")).as(failed::toString).isEqualTo("payment_declined");
        assertThat(failed.text("/error/message")).contains("authentication");
    }

    @Test
    void accountWithoutDefaultContact_needsOneInTheRequest() {
        var customer = sandbox.customer(Map.of("default_contact", false));

        Answer refused = customer.register("no-contact.com").expect(400);

        assertThat(refused.errorCodes()).containsExactly(10000);
        assertThat(refused.message())
                .isEqualTo("No registrant contact provided and no default address book entry found for this account.");
        customer.hasNothingOf("no-contact.com");
        customer.create(Contacts.create("no-contact.com").toString()).expect(201);
    }

    @Test
    void accountThatDidNotAccept_isToldToAcceptTheAgreement() {
        var customer = sandbox.customer(Map.of("agreement", false));

        Answer refused =
                customer.create(Contacts.create("no-agreement.com").toString()).expect(400);

        assertThat(refused.message()).containsIgnoringCase("agreement");
        customer.hasNothingOf("no-agreement.com");
    }

    @Test
    void accountAtItsLimit_isToldTheNumber() {
        var customer = sandbox.customer(Map.of("limit", 1));
        customer.register("limit-first.com").expect(201);

        Answer refused = customer.register("limit-second.com").expect(400);

        assertThat(refused.errorCodes()).containsExactly(10000);
        assertThat(refused.message()).isEqualTo("Domain limit reached: you cannot register more than 1 domains.");
        assertThat(refused.pointer()).isEqualTo("/domain_name");
        customer.hasNothingOf("limit-second.com");
    }

    @Test
    void failedRegistration_doesNotCountTowardsTheLimit() {
        var customer = sandbox.customer(Map.of("limit", 1));
        assertThat(customer.register("limit-rejected.com").expect(202).state()).isEqualTo("failed");

        customer.register("limit-freed.com").expect(201);
    }
}
