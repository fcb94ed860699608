package dev.namestead.server.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.api.AccountId;
import dev.namestead.api.RefusedException;
import dev.namestead.api.WorkflowState;
import dev.namestead.server.audit.Actor;
import dev.namestead.server.billing.SandboxPaymentProvider;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.registry.ScriptedRegistry.Trouble;
import dev.namestead.server.workflow.WorkflowId;
import dev.namestead.server.workflow.WorkflowProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is accepted, what is replayed, who wins. */
class RegisterDomainTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Actor TEST = new Actor("token", "test", "request");

    private final ScriptedRegistry registry = new ScriptedRegistry("thick", true);
    private RegistrarWorld opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private RegistrarWorld world() {
        opened = new RegistrarWorld(DATABASE.database(), registry, WorkflowProbe.NONE);
        return opened;
    }

    @Test
    void create_sentFiftyTimesAtOnce_isOneWorkflowAndOneCharge() throws Exception {
        RegistrarWorld world = world();
        AccountId account = world.account();

        Set<WorkflowId> workflows = new HashSet<>(atOnce(
                IntStream.range(0, 50).mapToObj(_ -> (Callable<WorkflowId>) () -> world.accept(account, "fifty.org"))));

        assertThat(workflows).hasSize(1);
        assertThat(world.ended(workflows.iterator().next()).state()).isEqualTo(WorkflowState.SUCCEEDED);
        assertThat(world.ledger(account)).containsExactly("hold", "post", "capture");
        assertThat(registry.creates("fifty.org")).isOne();
    }

    @Test
    void fiftyNames_whenOnePlaceIsLeft_letOneThrough() throws Exception {
        RegistrarWorld world = world();
        AccountId account = world.account(SandboxPaymentProvider.CARD_GOOD, 1);

        List<Object> results = atOnce(IntStream.range(0, 50).mapToObj(number -> (Callable<Object>) () -> {
            try {
                return world.accept(account, "place-" + number + ".org");
            } catch (RefusedException refused) {
                return refused.getMessage();
            }
        }));

        assertThat(results).filteredOn(WorkflowId.class::isInstance).hasSize(1);
        assertThat(results)
                .filteredOn(String.class::isInstance)
                .hasSize(49)
                .containsOnly("Domain limit reached: you cannot register more than 1 domains.");
        assertThat(world.domains(account)).isOne();
    }

    @Test
    void twoAccounts_afterOneName_oneWinsAndTheOtherPaysNothing() throws Exception {
        registry.next("create", Trouble.ANSWER_LOST);
        RegistrarWorld world = world();
        AccountId one = world.account();
        AccountId other = world.account();

        List<WorkflowId> workflows = atOnce(List.of(one, other).stream()
                .map(account -> (Callable<WorkflowId>) () -> world.accept(account, "wanted.org")));

        List<WorkflowState> states =
                workflows.stream().map(id -> world.ended(id).state()).toList();
        assertThat(states).containsExactlyInAnyOrder(WorkflowState.SUCCEEDED, WorkflowState.FAILED);
        AccountId loser = states.getFirst() == WorkflowState.FAILED ? one : other;
        assertThat(world.ledger(loser)).isEmpty();
        assertThat(world.domains(loser)).isZero();
        assertThat(registry.creates("wanted.org")).isOne();
    }

    @Test
    void create_repeatedAfterSuccess_isReplayedForADayAndThenRefused() {
        RegistrarWorld world = world();
        AccountId account = world.account();
        WorkflowId first = world.accept(account, "again.org");
        world.ended(first);

        assertThat(world.accept(account, "again.org")).isEqualTo(first);
        world.advance(Duration.ofHours(25));
        assertThatThrownBy(() -> world.accept(account, "again.org"))
                .hasMessageContaining("already registered in this account");
    }

    @Test
    void create_withAnotherBody_isRefusedWhileTheFirstLives() {
        RegistrarWorld world = world();
        AccountId account = world.account();
        world.accept(account, "body.org");

        RegisterRequest other =
                new RegisterRequest(DomainName.of("body.org"), 2, false, null, Map.of(), Map.of(), Map.of());
        assertThatThrownBy(() -> world.registrar().registerDomain().accept(TEST, account, other))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("workflow already exists");
    }

    @Test
    void create_repeatedAfterFailure_isReplayedForTenMinutesAndThenTriedAgain() {
        registry.next("create", Trouble.REFUSED);
        RegistrarWorld world = world();
        AccountId account = world.account();
        WorkflowId first = world.accept(account, "retry.org");
        world.ended(first);

        assertThat(world.accept(account, "retry.org")).isEqualTo(first);
        world.advance(Duration.ofMinutes(11));
        WorkflowId second = world.accept(account, "retry.org");
        assertThat(second).isNotEqualTo(first);
        assertThat(world.ended(second).state()).isEqualTo(WorkflowState.SUCCEEDED);
        assertThat(world.ledger(account)).containsExactly("hold", "void", "hold", "post", "capture");
    }

    @Test
    void aFeeThatWasAcknowledgedBelowThePrice_stopsThePurchase() {
        RegistrarWorld world = world();
        AccountId account = world.account();
        RegisterRequest request = new RegisterRequest(
                DomainName.of("fee.org"),
                null,
                false,
                null,
                Map.of(),
                Map.of(),
                Map.of("fees", Map.of("currency", "USD", "registration_fee", 0.5)));

        assertThatThrownBy(() -> world.registrar().registerDomain().accept(TEST, account, request))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.pointer()).isEqualTo("/acknowledgements/fees/registration_fee"));
        assertThat(world.ledger(account)).isEmpty();
    }

    @Test
    void pendingRegistration_isVisibleWithoutExpiry_andGoneWhenItFails() {
        registry.next("create", Trouble.PENDING);
        RegistrarWorld world = world();
        AccountId account = world.account();
        WorkflowId id = world.accept(account, "visible.org");
        world.until(id, state -> state == WorkflowState.BLOCKED);

        var read = world.registrar()
                .registrations()
                .find(account, DomainName.of("visible.org"))
                .orElseThrow();
        Registration pending = read.registrations().getFirst();
        assertThat(pending.status(read.businessNow()).wire()).isEqualTo("registration_pending");
        assertThat(pending.paidUntil()).isNull();
    }

    @Test
    void list_inEachOrder_showsEachRegistrationOnceAcrossPages() {
        RegistrarWorld world = world();
        AccountId account = world.account();
        for (String name : List.of("b.org", "a.org", "c.org", "d.org", "e.org")) {
            world.register(account, "page-" + name);
        }
        for (RegistrationOrder.SortBy by : RegistrationOrder.SortBy.values()) {
            for (boolean descending : List.of(true, false)) {
                RegistrationOrder order = new RegistrationOrder(by, descending);
                assertThat(namesByPages(world, account, order))
                        .as(order.toString())
                        .hasSize(5)
                        .doesNotHaveDuplicates();
            }
        }
        assertThat(namesByPages(world, account, new RegistrationOrder(RegistrationOrder.SortBy.NAME, true)))
                .containsExactly("page-e.org", "page-d.org", "page-c.org", "page-b.org", "page-a.org");
    }

    private static List<String> namesByPages(RegistrarWorld world, AccountId account, RegistrationOrder order) {
        List<String> names = new ArrayList<>();
        ListKey after = null;
        while (true) {
            List<Registration> page = world.registrar()
                    .registrations()
                    .page(account, order, after, 2)
                    .registrations();
            if (page.isEmpty()) {
                return names;
            }
            page.forEach(registration -> names.add(registration.name().ascii()));
            after = order.keyOf(page.getLast());
        }
    }

    private static <T> List<T> atOnce(java.util.stream.Stream<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls.toList())) {
                results.add(result.get());
            }
            return results;
        }
    }
}
