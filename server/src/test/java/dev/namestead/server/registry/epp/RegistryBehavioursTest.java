package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.Login;
import dev.namestead.epp.client.EppClient;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.testing.LoopbackRegistry;
import dev.namestead.epp.testing.TestCertificates;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.Availability;
import dev.namestead.server.registry.CreateDomain;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Later;
import dev.namestead.server.registry.RegistryAnswer.NotSent;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryAnswer.Unknown;
import dev.namestead.server.registry.RenewDomain;
import dev.namestead.server.registry.UpdateDomain;
import dev.namestead.server.registry.epp.RegistrySettings.Pauses;
import dev.namestead.server.registry.epp.RegistrySettings.Rate;
import dev.namestead.server.registry.epp.RegistrySettings.Sessions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What real registries do and schemas do not say, seen from the port; the numbers are those of
 * {@code dev.namestead.epp.RegistryBehavioursTest}, where the rest of them is.
 */
@Timeout(30)
class RegistryBehavioursTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    private static final DomainName NAME = DomainName.of("example.com");
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Watchdog WATCHDOG = new Watchdog();
    private static TlsMaterial tls;

    private final Circuit circuit = new Circuit(Pauses.DEFAULT, System::nanoTime, () -> 1.0, Circuit.Watcher.NONE);
    private final AtomicInteger connections = new AtomicInteger();
    private LoopbackRegistry server;
    private SessionPool pool;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        tls = TestCertificates.selfSigned(folder, "dns:localhost");
    }

    @AfterEach
    void stop() {
        if (pool != null) {
            pool.close();
            server.close();
        }
    }

    @AfterAll
    static void stopWatchdog() {
        WATCHDOG.close();
    }

    /** What the registry answers to a command other than login and logout; null closes the connection. */
    @FunctionalInterface
    private interface Rule {
        EppResponse answer(EppCommand command);
    }

    @Test
    void behaviour01_aSessionLimit_thatIsSaidOrSilent_isLater_andNoRefusalOfOurLogin() throws Exception {
        EppRegistry registry = registry(settings -> settings, channel -> channel.close(), RegistryBehavioursTest::free);
        assertThat(registry.check(List.of(NAME), LONG)).isInstanceOf(NotSent.class);
        assertThat(circuit.reason()).hasValueSatisfying(why -> assertThat(why).contains("no greeting"));
    }

    @Test
    void behaviour03_aSessionWithManyCommandsBehindIt_isLeft() throws Exception {
        EppRegistry registry = registry(
                settings -> settings.withSessions(new Sessions(1, 10, LONG, LONG, LONG, 4)),
                RegistryBehavioursTest::free);
        for (int i = 0; i < 9; i++) {
            assertThat(registry.check(List.of(NAME), LONG)).isInstanceOf(Completed.class);
        }
        assertThat(connections).hasValue(3);
    }

    @Test
    void behaviour04_commands_areSpacedAsTheRegistryWantsThem() throws Exception {
        EppRegistry registry = registry(
                settings -> settings.withRate(new Rate(20, Duration.ofSeconds(1), 3)), RegistryBehavioursTest::free);
        long start = System.nanoTime();
        for (int i = 0; i < 8; i++) {
            assertThat(registry.check(List.of(NAME), LONG)).isInstanceOf(Completed.class);
        }
        // Nine with the login, of which three are free: six times 50 ms.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(299));
    }

    @Test
    void behaviour05_a2501_stopsAllLogins() throws Exception {
        EppRegistry registry = registry(settings -> settings, RegistryBehavioursTest::free, "wrong-PW");
        for (int i = 0; i < 4; i++) {
            assertThat(registry.check(List.of(NAME), LONG)).isInstanceOf(NotSent.class);
        }
        assertThat(bodies(Login.class)).hasSize(1);
    }

    @Test
    void behaviour06_aForgottenLogin_isMended_onceAndByANewSession() throws Exception {
        var first = new AtomicInteger();
        EppRegistry registry = registry(
                settings -> settings,
                command -> first.getAndIncrement() == 0 ? failure(command, EppResultCode.USE_ERROR) : free(command));
        assertThat(registry.check(List.of(NAME), LONG)).isInstanceOf(Completed.class);
        assertThat(connections).hasValue(2);
    }

    @Test
    void behaviour07_everyCommand_hasANameOfItsOwn() throws Exception {
        EppRegistry registry = registry(settings -> settings, RegistryBehavioursTest::free);
        for (int i = 0; i < 20; i++) {
            registry.check(List.of(NAME), LONG);
        }
        assertThat(server.received)
                .extracting(EppCommand::clTrid)
                .doesNotHaveDuplicates()
                .allMatch(clTrid -> clTrid.length() >= 3 && clTrid.length() <= 64);
    }

    @Test
    void behaviour08_aLostAnswer_isUnknown_andNothingIsSentAgain() throws Exception {
        EppRegistry registry = registry(settings -> settings, command -> null);
        assertThat(registry.create(create(null), Fence.OPEN)).isInstanceOf(Unknown.class);
        assertThat(registry.renew(renew(), Fence.OPEN)).isInstanceOf(Unknown.class);
        assertThat(bodies(DomainCommand.Create.class)).hasSize(1);
        assertThat(bodies(DomainCommand.Renew.class)).hasSize(1);
    }

    @Test
    void behaviour09_aWrongDate_isRefused_byWhateverCode_andCodeAndTextAreKept() throws Exception {
        for (EppResultCode code : List.of(EppResultCode.PARAMETER_POLICY, EppResultCode.PARAMETER_RANGE)) {
            EppRegistry registry = registry(settings -> settings, command -> failure(command, code));
            assertThat(registry.renew(renew(), Fence.OPEN))
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.code()).isEqualTo(code.code()));
            stop();
        }
        EppRegistry forgotten = registry(settings -> settings, c -> failure(c, EppResultCode.AUTHENTICATION_ERROR));
        assertThat(forgotten.renew(renew(), Fence.OPEN)).isInstanceOf(Later.class);
    }

    @Test
    void behaviour10_a1001_isPending_forTransforms() throws Exception {
        EppRegistry registry =
                registry(settings -> settings, command -> failure(command, EppResultCode.SUCCESS_PENDING));
        assertThat(registry.create(create(null), Fence.OPEN)).isInstanceOf(RegistryAnswer.Pending.class);
        assertThat(registry.renew(renew(), Fence.OPEN)).isInstanceOf(RegistryAnswer.Pending.class);
    }

    @Test
    void behaviour12_anAcknowledgement_answered1000Or1300_isDone() {
        for (int code : List.of(1000, 1300)) {
            assertThat(ResultTable.of(code, Asked.ACK)).isEqualTo(ResultTable.DONE);
        }
        assertThat(ResultTable.of(2303, Asked.ACK)).isEqualTo(ResultTable.ABSENT);
    }

    @Test
    void behaviour15_pricesOfAnOlderVersion_areTheSamePrices() throws Exception {
        for (FeeVersion version : FeeVersion.values()) {
            var greeting = Greeting.of("x", NOW, List.of(EppNamespace.DOMAIN), List.of(version.namespace()));
            EppRegistry registry = registry(
                    settings -> settings,
                    channel -> channel.send(greeting),
                    command -> priced(command, version, "12.34"));
            List<Availability> rows = ((Completed<List<Availability>>) registry.check(List.of(NAME), LONG)).value();
            assertThat(rows.getFirst().createFee()).as("%s", version).isEqualTo(Money.parse("USD", "12.34"));
            assertThat(registry.create(create(Money.parse("USD", "12.34")), Fence.OPEN))
                    .isInstanceOf(Completed.class);
            assertThat(server.received
                            .getLast()
                            .extension(Fee.Transform.class)
                            .orElseThrow()
                            .version())
                    .isEqualTo(version);
            stop();
        }
    }

    @Test
    void behaviour16_aPriceThatHasRisen_isRefusedAsTheFee() throws Exception {
        EppRegistry registry = registry(
                settings -> settings,
                command -> command.body() instanceof DomainCommand.Create
                        ? failure(command, EppResultCode.PARAMETER_RANGE)
                        : priced(command, FeeVersion.V1_0, "99.00"));
        assertThat(registry.create(create(Money.parse("USD", "12.34")), Fence.OPEN))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.reason()).isEqualTo(RefusedFor.FEE));
    }

    @Test
    void behaviour18_fiftyNamesInACommand_andOneBadNameSpoilsOnlyItself() throws Exception {
        EppRegistry registry = registry(
                settings -> settings,
                command -> ((DomainCommand.Check) command.body()).names().contains("n7.com")
                        ? failure(command, EppResultCode.PARAMETER_RANGE)
                        : free(command));
        List<DomainName> names = IntStream.range(0, 60)
                .mapToObj(i -> DomainName.of("n" + i + ".com"))
                .toList();
        assertThat(((Completed<List<Availability>>) registry.check(names, LONG)).value())
                .hasSize(59);
        assertThat(bodies(DomainCommand.Check.class).getFirst().names()).hasSize(50);
    }

    @Test
    void behaviour22_aHostThatIsMissing_isMadeBeforeTheName() throws Exception {
        EppRegistry registry = registry(
                settings -> settings,
                command -> command.body() instanceof HostCommand.Info
                        ? failure(command, EppResultCode.OBJECT_DOES_NOT_EXIST)
                        : created(command));
        var create = new CreateDomain("OUR-1", NAME, 1, Map.of(), List.of("ns1.example.net"), "Secret-a7Q", null);
        assertThat(registry.create(create, Fence.OPEN)).isInstanceOf(Completed.class);
        assertThat(bodies(HostCommand.Create.class)).hasSize(1);
    }

    @Test
    void behaviour23_anUpdate_namesOnlyWhatIsToChange() throws Exception {
        EppRegistry registry = registry(settings -> settings, RegistryBehavioursTest::created);
        registry.update(UpdateDomain.ofStatuses("OUR-1", NAME, Set.of("clientHold"), Set.of()), Fence.OPEN);
        DomainCommand.Update update = bodies(DomainCommand.Update.class).getFirst();
        assertThat(update.add().statuses()).hasSize(1);
        assertThat(update.remove().isEmpty()).isTrue();
        assertThat(update.change()).isNull();
    }

    private static EppResponse free(EppCommand command) {
        EppResponse success = LoopbackRegistry.answer(command, EppResultCode.SUCCESS);
        return command.body() instanceof DomainCommand.Check(List<String> names)
                ? success.withData(new DomainData.Checked(
                        names.stream().map(CheckResult::available).toList()))
                : success;
    }

    private static EppResponse created(EppCommand command) {
        EppResponse success = LoopbackRegistry.answer(command, EppResultCode.SUCCESS);
        return command.body() instanceof DomainCommand.Create create
                ? success.withData(new DomainData.Created(create.name(), NOW, null))
                : success;
    }

    private static EppResponse priced(EppCommand command, FeeVersion version, String amount) {
        if (!(command.body() instanceof DomainCommand.Check)) {
            return created(command);
        }
        var fees = new Fee.CommandFees(
                Fee.Asked.of("create", null), false, List.of(Fee.Amount.of(new BigDecimal(amount))), List.of(), null);
        return free(command)
                .withExtensions(List.of(new Fee.Checked(
                        version,
                        "USD",
                        List.of(new Fee.ObjectFees(NAME.ascii(), true, "standard", List.of(fees), null)))));
    }

    private static EppResponse failure(EppCommand command, EppResultCode code) {
        return EppResponse.of(EppResult.of(code), command.clTrid(), "SV-1");
    }

    private static CreateDomain create(Money fee) {
        return new CreateDomain("OUR-clTRID-1", NAME, 1, Map.of(), List.of(), "Secret-a7Q", fee);
    }

    private static RenewDomain renew() {
        return new RenewDomain("OUR-clTRID-2", NAME, LocalDate.of(2028, 2, 29), 1, null);
    }

    private <B> List<B> bodies(Class<B> type) {
        return server.received.stream()
                .map(EppCommand::body)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private EppRegistry registry(java.util.function.UnaryOperator<RegistrySettings> change, Rule rule)
            throws Exception {
        return registry(change, rule, "foo-BAR2");
    }

    private EppRegistry registry(java.util.function.UnaryOperator<RegistrySettings> change, Rule rule, String password)
            throws Exception {
        var greeting =
                Greeting.of("x", NOW, List.of(EppNamespace.DOMAIN, EppNamespace.HOST), List.of(EppNamespace.FEE));
        return registry(change, channel -> channel.send(greeting), rule, password);
    }

    private EppRegistry registry(
            java.util.function.UnaryOperator<RegistrySettings> change,
            dev.namestead.epp.server.EppListener.Handler welcome,
            Rule rule)
            throws Exception {
        return registry(change, welcome, rule, "foo-BAR2");
    }

    private EppRegistry registry(
            java.util.function.UnaryOperator<RegistrySettings> change,
            dev.namestead.epp.server.EppListener.Handler welcome,
            Rule rule,
            String password)
            throws Exception {
        server = new LoopbackRegistry(
                tls,
                false,
                channel -> {
                    connections.incrementAndGet();
                    welcome.serve(channel);
                },
                (channel, command) -> {
                    EppResponse answer = rule.answer(command);
                    if (answer == null) {
                        channel.abort();
                        throw new IOException("closed on purpose");
                    }
                    channel.send(answer);
                });
        EppEndpoint endpoint = EppEndpoint.of("127.0.0.1", server.port(), "localhost", tls.context());
        RegistrySettings settings = change.apply(RegistrySettings.of("test", endpoint, "ClientX", password, false));
        List<String> extensions = new ArrayList<>(FeeVersion.namespaces());
        var credentials = new EppCredentials(
                settings.clId(), password, null, List.of(EppNamespace.DOMAIN, EppNamespace.HOST), extensions);
        var client = new EppClient(endpoint, EppCodec.standard(), WATCHDOG, FrameListener.NONE, Ids::clTrid);
        var rate = new TokenBucket(settings.id(), settings.rate(), System::nanoTime);
        pool = new SessionPool(
                settings,
                (total, _) -> {
                    rate.spend();
                    return client.open(credentials, total);
                },
                circuit);
        return new EppRegistry(settings, pool, rate);
    }
}
