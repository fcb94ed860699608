package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many hands after the same thing: one gets it, and only one pays. */
@OnSharedServer
class RacesIT {
    private final Sandbox sandbox;

    RacesIT(Namestead server) {
        sandbox = server.sandbox();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fifty-at-once.com", "fifty-at-once-lostreply.xyz"})
    void fiftyEqualCreates_areOneWorkflowAndOneCharge(String name) {
        var customer = sandbox.customer();

        List<Answer> answers = Together.run(Collections.nCopies(50, (Callable<Answer>) () -> customer.register(name)));

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.status()).as(answer::toString).isIn(201, 202));
        Set<String> workflows = new HashSet<>();
        answers.forEach(answer -> workflows.add(answer.text("/created_at")));
        assertThat(workflows).hasSize(1);
        customer.awaitRegistration(name, "succeeded");
        assertThat(customer.ledger().charges(name)).isEqualTo(1);
        assertThat(customer.ledger().held(name)).isZero();
    }

    @Test
    void fiftyDifferentCreates_at99Of100_letOneThrough() {
        var customer = sandbox.customer();
        List<String> first =
                IntStream.range(0, 99).mapToObj(i -> "limit-" + i + ".com").toList();
        first.forEach(name -> customer.registerAsync(name).expect(202));
        first.forEach(name -> customer.awaitRegistration(name, "succeeded"));
        List<String> more = IntStream.range(0, 50)
                .mapToObj(i -> "over-the-limit-" + i + ".com")
                .toList();

        List<Answer> answers = Together.run(more.stream()
                .map(name -> (Callable<Answer>) () -> customer.register(name))
                .toList());

        List<Answer> refused =
                answers.stream().filter(answer -> answer.status() == 400).toList();
        assertThat(refused)
                .hasSize(49)
                .allSatisfy(answer -> assertThat(answer.message())
                        .isEqualTo("Domain limit reached: you cannot register more than 100 domains."));
        Answer through = answers.stream()
                .filter(answer -> !refused.contains(answer))
                .findFirst()
                .orElseThrow();
        customer.awaitRegistration(through.text("/context/domain_name"), "succeeded");
        Ledger ledger = customer.ledger();
        assertThat(more.stream().mapToInt(ledger::charges).sum()).isEqualTo(1);
        assertThat(more).allSatisfy(name -> assertThat(ledger.held(name)).isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"both-want.com", "both-want.xyz", "both-want-lostreply.com", "both-want-lostreply.xyz"})
    void twoAccountsAfterOneName_oneWinsAndTheOtherPaysNothing(String name) {
        var rivals = List.of(sandbox.customer(), sandbox.customer());

        Together.run(rivals.stream()
                .map(rival -> (Callable<Answer>) () -> rival.register(name))
                .toList());

        var ends = new ArrayList<String>();
        for (Customer rival : rivals) {
            Answer end = rival.awaitRegistration(name, "succeeded", "failed");
            ends.add(end.state());
            if (end.state().equals("failed")) {
                assertThat(end.text("/error/code")).isEqualTo("domain_unavailable");
                rival.hasNothingOf(name);
            } else {
                assertThat(rival.ledger().charges(name)).isEqualTo(1);
            }
        }
        assertThat(ends).containsExactlyInAnyOrder("succeeded", "failed");
    }

    @Test
    void nameThatAnotherAccountHolds_isUnavailableLikeOneTakenElsewhere() {
        String name = "already-theirs.com";
        sandbox.customer().register(name).expect(201);
        var late = sandbox.customer();

        Answer failed = late.register(name).expect(202);

        assertThat(failed.text("/error/code")).isEqualTo("domain_unavailable");
        assertThat(late.check(name).text("/domains/0/reason")).isEqualTo("domain_unavailable");
        late.hasNothingOf(name);
    }

    @Test
    void editsAtOnce_endInOneOfThem() {
        var customer = sandbox.customer();
        customer.register("edited-at-once.com").expect(201);
        var bodies = List.of("{\"auto_renew\":true}", "{\"auto_renew\":false}");

        List<Answer> answers = Together.run(IntStream.range(0, 20)
                .mapToObj(i -> (Callable<Answer>) () -> customer.edit("edited-at-once.com", bodies.get(i % 2)))
                .toList());

        // An edit beside a running one is refused when it differs; nothing else may happen.
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.status()).as(answer::toString).isIn(200, 202, 400));
        assertThat(answers).anySatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        customer.awaitUpdate("edited-at-once.com", "succeeded");
        customer.edit("edited-at-once.com", bodies.getFirst()).expect(200);
        assertThat(customer.registration("edited-at-once.com")
                        .result()
                        .path("auto_renew")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void limitOfOne_holdsAgainstAsynchronousCreates() {
        var customer = sandbox.customer(Map.of("limit", 1));

        List<Answer> answers = Together.run(IntStream.range(0, 20)
                .mapToObj(i -> (Callable<Answer>) () -> customer.registerAsync("one-only-" + i + ".com"))
                .toList());

        assertThat(answers.stream().filter(answer -> answer.status() == 202)).hasSize(1);
    }
}
