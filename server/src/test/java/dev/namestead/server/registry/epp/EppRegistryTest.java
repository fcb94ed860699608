package dev.namestead.server.registry.epp;

import static dev.namestead.server.registry.epp.LoopbackAdapter.LONG;
import static dev.namestead.server.registry.epp.LoopbackAdapter.NAME;
import static dev.namestead.server.registry.epp.LoopbackAdapter.NOW;
import static dev.namestead.server.registry.epp.LoopbackAdapter.created;
import static dev.namestead.server.registry.epp.LoopbackAdapter.failure;
import static dev.namestead.server.registry.epp.LoopbackAdapter.fee;
import static dev.namestead.server.registry.epp.LoopbackAdapter.free;
import static dev.namestead.server.registry.epp.LoopbackAdapter.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Login;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.testing.LoopbackRegistry;
import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.CreateDomain;
import dev.namestead.server.registry.CreateDomain.Created;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Later;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Pending;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryAnswer.Unknown;
import dev.namestead.server.registry.UpdateDomain;
import dev.namestead.server.registry.epp.RegistrySettings.Deadlines;
import dev.namestead.server.registry.epp.RegistrySettings.Sessions;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The adapter against a registry whose every answer the test decides, over real TLS. */
@Timeout(30)
class EppRegistryTest {

    @RegisterExtension
    static final LoopbackAdapter ADAPTER = new LoopbackAdapter();

    @Test
    void aCheckOfManyNames_isSentInPiecesOfFifty_inTheirOrder() throws Exception {
        EppRegistry registry = ADAPTER.answering(LoopbackAdapter::free);
        List<DomainName> names = IntStream.range(0, 120)
                .mapToObj(i -> DomainName.of("name" + i + ".com"))
                .toList();
        assertThat(value(registry.check(names, LONG)))
                .extracting(Availability::name)
                .isEqualTo(names);
        assertThat(ADAPTER.commands(DomainCommand.Check.class))
                .extracting(check -> check.names().size())
                .containsExactly(50, 50, 20);
    }

    @Test
    void aNameThatSpoilsTheWholeCheck_isLeftOut_andTheOthersAreNot() throws Exception {
        EppRegistry registry = ADAPTER.answering(
                command -> ((DomainCommand.Check) command.body()).names().contains("bad.com")
                        ? failure(command, EppResultCode.PARAMETER_POLICY)
                        : free(command));
        var names = List.of(DomainName.of("a.com"), DomainName.of("bad.com"), DomainName.of("b.com"));
        assertThat(value(registry.check(names, LONG)))
                .extracting(Availability::name)
                .containsExactly(DomainName.of("a.com"), DomainName.of("b.com"));
    }

    @Test
    void fees_areReadInTheRegistrysCurrency_andAClassOfItsOwnIsPremium() throws Exception {
        EppRegistry registry = ADAPTER.answering(command -> {
            assertThat(command.extension(Fee.Check.class)).isPresent();
            return free(command)
                    .withExtensions(List.of(new Fee.Checked(
                            "EUR",
                            List.of(
                                    fees("a.com", "standard", "10.001", "11"),
                                    fees("gold.com", "Gold", "1000.00", "900.00")))));
        });
        List<Availability> rows =
                value(registry.check(List.of(DomainName.of("a.com"), DomainName.of("gold.com")), LONG));
        assertThat(rows.get(0).premium()).isFalse();
        assertThat(rows.get(0).createFee()).isEqualTo(Money.parse("EUR", "10.01"));
        assertThat(rows.get(0).renewFee()).isEqualTo(Money.parse("EUR", "11.00"));
        assertThat(rows.get(1).premium()).isTrue();
    }

    @Test
    void aCreate_carriesTheFee_andTheIntentsIds() throws Exception {
        EppRegistry registry = ADAPTER.answering(LoopbackAdapter::created);
        Created created = value(registry.create(
                LoopbackAdapter.create(Money.parse("USD", "20.00"), List.of("ns1.example.net")), Fence.OPEN));
        assertThat(created.createdAt()).isEqualTo(NOW);
        EppCommand sent = ADAPTER.server().received.getLast();
        assertThat(sent.clTrid()).isEqualTo("OUR-clTRID-1");
        assertThat(sent.extension(Fee.Transform.class).orElseThrow().total()).isEqualTo(new BigDecimal("20.00"));
        assertThat(((DomainCommand.Create) sent.body()).period().value()).isEqualTo(2);
    }

    @Test
    void nameServersThatAreMissing_areMadeBefore_andOnlyOnce() throws Exception {
        EppRegistry registry = ADAPTER.answering(command -> switch (command.body()) {
            case HostCommand.Info _ -> failure(command, EppResultCode.OBJECT_DOES_NOT_EXIST);
            case HostCommand.Create _ -> failure(command, EppResultCode.OBJECT_EXISTS);
            default -> created(command);
        });
        var servers = List.of("ns1.example.net", "ns2.example.net", "ns.example.com");
        value(registry.create(LoopbackAdapter.create(null, servers), Fence.OPEN));
        value(registry.create(LoopbackAdapter.create(null, servers), Fence.OPEN));
        assertThat(ADAPTER.commands(HostCommand.Create.class))
                .extracting(HostCommand.Create::name)
                .containsExactly("ns1.example.net", "ns2.example.net");
    }

    @Test
    void nameServersThatTheRegistryHasDeletedSince_areMadeAgain() throws Exception {
        AtomicInteger creates = new AtomicInteger();
        EppRegistry registry = ADAPTER.answering(command -> switch (command.body()) {
            case HostCommand.Info _ -> failure(command, EppResultCode.OBJECT_DOES_NOT_EXIST);
            case DomainCommand.Create _
            when creates.incrementAndGet() == 2 -> failure(command, EppResultCode.OBJECT_DOES_NOT_EXIST);
            default -> created(command);
        });
        var servers = List.of("ns1.example.net");
        value(registry.create(LoopbackAdapter.create(null, servers), Fence.OPEN));
        value(registry.create(LoopbackAdapter.create(null, servers), Fence.OPEN));
        assertThat(ADAPTER.commands(HostCommand.Create.class)).hasSize(2);
        assertThat(creates).hasValue(3);
    }

    @Test
    void aRefusalThatMayBeTheFee_isTheFee_onlyIfTheRegistryNowAsksAnother() throws Exception {
        var price = new AtomicReference<>("20.00");
        EppRegistry registry = ADAPTER.answering(command -> command.body() instanceof DomainCommand.Create
                ? failure(command, EppResultCode.PARAMETER_RANGE)
                : free(command)
                        .withExtensions(List.of(
                                new Fee.Checked("USD", List.of(fees("example.com", null, price.get(), "10.00"))))));
        CreateDomain create = LoopbackAdapter.create(Money.parse("USD", "20.00"), List.of());
        assertThat(registry.create(create, Fence.OPEN))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.POLICY));
        price.set("25.00");
        assertThat(registry.create(create, Fence.OPEN)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RefusedFor.FEE);
            assertThat(refused.code()).isEqualTo(2004);
        });
    }

    @Test
    void outcomesOfACreate_areThoseOfTheTable() throws Exception {
        var code = new AtomicReference<>(EppResultCode.SUCCESS_PENDING);
        EppRegistry registry = ADAPTER.answering(command -> failure(command, code.get()));
        assertThat(create(registry)).isInstanceOf(Pending.class);
        code.set(EppResultCode.BILLING_FAILURE);
        assertThat(create(registry))
                .isInstanceOfSatisfying(
                        Later.class, later -> assertThat(later.deposit()).isTrue());
        code.set(EppResultCode.COMMAND_FAILED);
        assertThat(create(registry))
                .isInstanceOfSatisfying(
                        Later.class, later -> assertThat(later.deposit()).isFalse());
        code.set(EppResultCode.OBJECT_EXISTS);
        assertThat(create(registry))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefusedFor.OBJECT_EXISTS));
        code.set(EppResultCode.COMMAND_FAILED_CLOSING);
        assertThat(create(registry)).isInstanceOf(Unknown.class);
        code.set(EppResultCode.SUCCESS);
        assertThat(create(registry)).as("a success without data").isInstanceOf(Unknown.class);
    }

    @Test
    void aLostAnswer_toATransformIsUnknown_aQueryIsAskedAgain() throws Exception {
        var cuts = new AtomicInteger(1);
        ADAPTER.start((channel, command) -> {
            if (cuts.getAndDecrement() > 0) {
                channel.abort();
            } else {
                channel.send(free(command));
            }
        });
        EppRegistry registry = ADAPTER.over(ADAPTER.settings());
        assertThat(value(registry.check(List.of(NAME), LONG))).hasSize(1);
        cuts.set(1);
        assertThat(create(registry)).isInstanceOf(Unknown.class);
        assertThat(ADAPTER.commands(DomainCommand.Create.class)).hasSize(1);
    }

    @Test
    void aRegistryThatTalksNonsense_isNotLoggedInAtAgainAndAgain_untilItMakesSense() throws Exception {
        var nonsense = new AtomicReference<>(true);
        ADAPTER.start((channel, command) -> {
            if (nonsense.get()) {
                channel.sendXml("<html>503</html>".getBytes(StandardCharsets.US_ASCII));
            } else {
                channel.send(created(command));
            }
        });
        EppRegistry registry = ADAPTER.over(ADAPTER.settings());
        for (int i = 0; i < 50; i++) {
            assertThat(create(registry)).isInstanceOfAny(Unknown.class, NotSent.class);
        }
        // Two at once, and then one at the end of each pause, which doubles: how many there are is a matter of the
        // machine's speed.
        assertThat(ADAPTER.commands(Login.class)).hasSizeBetween(2, 7);
        assertThat(ADAPTER.circuit().reason()).isPresent();

        nonsense.set(false);
        await().atMost(Duration.ofSeconds(25)).untilAsserted(() -> value(create(registry)));
        for (int i = 0; i < 7; i++) {
            value(create(registry));
        }
        assertThat(ADAPTER.circuit().reason()).isEmpty();
    }

    @Test
    void sessionsThatTheRegistryClosed_areReplaced_andNothingIsInDoubt() throws Exception {
        EppRegistry registry = ADAPTER.answering(LoopbackAdapter::created);
        value(create(registry));

        ADAPTER.server().close();
        await().untilAsserted(() -> assertThat(create(registry)).isInstanceOf(NotSent.class));
        assertThat(ADAPTER.circuit().reason()).isPresent();
    }

    @Test
    void aFenceThatSaysNo_keepsTheCommandBack() throws Exception {
        EppRegistry registry = ADAPTER.answering(LoopbackAdapter::created);
        var update = UpdateDomain.ofStatuses("OUR-clTRID-2", NAME, Set.of("clientTransferProhibited"), Set.of());
        assertThat(registry.update(update, () -> false)).isInstanceOf(NotSent.class);
        assertThat(ADAPTER.commands(DomainCommand.Update.class)).isEmpty();
        assertThat(registry.update(update, () -> true)).isInstanceOf(Completed.class);
    }

    @Test
    void aRefusedLogin_opensTheCircuit_andIsNotTriedAgain() throws Exception {
        ADAPTER.start(LoopbackRegistry.OBLIGING);
        EppRegistry registry =
                ADAPTER.over(ADAPTER.settings("wrong-PW").with(it -> it.sessions = Sessions.of(2, LONG)));
        for (int i = 0; i < 5; i++) {
            assertThat(create(registry)).isInstanceOf(NotSent.class);
        }
        assertThat(ADAPTER.commands(Login.class)).hasSize(1);
        assertThat(ADAPTER.circuit().reason())
                .hasValueSatisfying(why -> assertThat(why).contains("2501").doesNotContain("wrong-PW"));
    }

    @Test
    void neverMoreSessions_thanAllowed_howeverManyCommands() throws Exception {
        var hold = new CountDownLatch(1);
        ADAPTER.start((channel, command) -> {
            awaitQuietly(hold);
            channel.send(created(command));
        });
        EppRegistry registry = ADAPTER.over(ADAPTER.settings().with(it -> it.sessions = Sessions.of(3, LONG)));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RegistryAnswer<Created>>> answers = IntStream.range(0, 50)
                    .mapToObj(_ -> threads.submit(() -> create(registry)))
                    .toList();
            await().until(() -> ADAPTER.commands(DomainCommand.Create.class).size() == 3);
            hold.countDown();
            for (var answer : answers) {
                assertThat(answer.get()).isInstanceOf(Completed.class);
            }
        }
        assertThat(ADAPTER.commands(Login.class)).hasSize(3);
        assertThat(ADAPTER.commands(DomainCommand.Create.class)).hasSize(50);
        assertThat(ADAPTER.pool().restingCount()).isEqualTo(3);
    }

    @Test
    void tooManyWaiters_areSentAwayAtOnce() throws Exception {
        var hold = new CountDownLatch(1);
        ADAPTER.start((channel, command) -> awaitQuietly(hold));
        EppRegistry registry = ADAPTER.over(ADAPTER.settings().with(it -> {
            it.sessions = new Sessions(1, 1, LONG, LONG, LONG, 800);
            it.deadlines = new Deadlines(LONG, LONG, Duration.ofSeconds(2));
        }));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RegistryAnswer<Created>>> answers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                answers.add(threads.submit(() -> create(registry)));
            }
            await().until(() -> answers.stream().filter(Future::isDone).count() >= 8);
            hold.countDown();
        }
    }

    @Test
    void aSessionThatWasQuiet_isGreetedBeforeItIsUsed_andSurplusOnesAreClosed() throws Exception {
        ADAPTER.start(LoopbackRegistry.OBLIGING);
        EppRegistry registry = ADAPTER.over(ADAPTER.settings()
                .with(it ->
                        it.sessions = new Sessions(2, 10, Duration.ofMillis(400), Duration.ofMillis(50), LONG, 800)));
        assertThat(registry.update(
                        UpdateDomain.ofStatuses("OUR-clTRID-2", NAME, Set.of("clientHold"), Set.of()), Fence.OPEN))
                .isInstanceOf(Completed.class);
        await().untilAsserted(() -> {
            ADAPTER.pool().tend();
            assertThat(ADAPTER.pool().restingCount()).isZero();
        });
        assertThat(ADAPTER.commands(Login.class)).hasSize(1);
    }

    @Test
    void aSessionThatIsTooOldWhenItIsGivenBack_isNotUsedAgain() throws Exception {
        EppRegistry registry = ADAPTER.answering(ofAge(Duration.ofNanos(1)), LoopbackAdapter::free);
        for (int i = 0; i < 3; i++) {
            assertThat(registry.check(List.of(NAME), LONG)).isInstanceOf(Completed.class);
        }
        assertThat(ADAPTER.connections()).isEqualTo(3);
    }

    @Test
    void aSessionThatBecomesOldAtRest_isClosed_andReplacedByAnother() throws Exception {
        EppRegistry registry = ADAPTER.answering(ofAge(Duration.ofMillis(400)), LoopbackAdapter::free);
        assertThat(registry.check(List.of(NAME), LONG)).isInstanceOf(Completed.class);
        await().untilAsserted(() -> {
            ADAPTER.pool().tend();
            assertThat(ADAPTER.pool().restingCount()).isZero();
        });
        assertThat(registry.check(List.of(NAME), LONG)).isInstanceOf(Completed.class);
        assertThat(ADAPTER.connections()).isEqualTo(2);
    }

    private static UnaryOperator<RegistrySettings> ofAge(Duration most) {
        return settings -> settings.with(it -> it.sessions = new Sessions(1, 10, LONG, LONG, most, 800));
    }

    @Test
    void aSlowRegistry_isGivenUpAtTheDeadline() throws Exception {
        var hold = new CountDownLatch(1);
        ADAPTER.start((channel, command) -> awaitQuietly(hold));
        EppRegistry registry = ADAPTER.over(
                ADAPTER.settings().with(it -> it.deadlines = new Deadlines(LONG, LONG, Duration.ofMillis(300))));
        assertThat(registry.check(List.of(NAME), Duration.ofMillis(300))).isInstanceOf(Unknown.class);
        assertThat(create(registry)).isInstanceOf(Unknown.class);
        hold.countDown();
    }

    @Test
    void aTextThatCannotBeSent_isRefused() throws Exception {
        EppRegistry registry = ADAPTER.answering(LoopbackAdapter::created);
        assertThat(registry.create(LoopbackAdapter.create(null, List.of("ns1\u0000.example.com")), Fence.OPEN))
                .isInstanceOf(Refused.class);
    }

    private static RegistryAnswer<Created> create(EppRegistry registry) {
        return registry.create(LoopbackAdapter.create(null, List.of()), Fence.OPEN);
    }

    private static Fee.ObjectFees fees(String name, String feeClass, String create, String renew) {
        return new Fee.ObjectFees(name, true, feeClass, List.of(fee("create", create), fee("renew", renew)), null);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            var _ = latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
