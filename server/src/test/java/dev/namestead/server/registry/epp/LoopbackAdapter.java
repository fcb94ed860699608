package dev.namestead.server.registry.epp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.client.EppClient;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.EppEndpoint;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.server.EppListener;
import dev.namestead.epp.testing.LoopbackRegistry;
import dev.namestead.epp.testing.TestCertificates;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.CreateDomain;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryMeter;
import dev.namestead.server.registry.epp.RegistrySettings.Pauses;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The adapter over real TLS against a registry whose every answer the test decides; another one for each test. */
final class LoopbackAdapter implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");
    static final DomainName NAME = DomainName.of("example.com");
    static final Duration LONG = Duration.ofSeconds(10);
    static final String PASSWORD = "foo-BAR2";

    private final Watchdog watchdog = new Watchdog();
    private TlsMaterial tls;
    private Circuit circuit;
    private FrameJournal journal;
    private @Nullable LoopbackRegistry server;
    private @Nullable SessionPool pool;
    private RegistryMeter meter = RegistryMeter.NONE;
    private final AtomicInteger connections = new AtomicInteger();

    /** What the registry answers to a command other than login and logout; null cuts the connection. */
    @FunctionalInterface
    interface Rule {
        @Nullable
        EppResponse answer(EppCommand command);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path folder = Files.createTempDirectory("loopback");
        tls = TestCertificates.selfSigned(folder, "dns:localhost");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        forget();
    }

    private void forget() {
        circuit = new Circuit(Pauses.DEFAULT, System::nanoTime, () -> 1.0, Circuit.Watcher.NONE);
        journal = new FrameJournal(InstantSource.system());
        connections.set(0);
        meter = RegistryMeter.NONE;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stop();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        watchdog.close();
    }

    /** Ends adapter and registry, for a test that goes on with others. */
    void stop() {
        if (pool != null) {
            pool.close();
        }
        if (server != null) {
            server.close();
        }
        pool = null;
        server = null;
        forget();
    }

    /** Who counts what the next registry is asked. */
    void measuredBy(RegistryMeter other) {
        meter = other;
    }

    Circuit circuit() {
        return circuit;
    }

    SessionPool pool() {
        return pool;
    }

    LoopbackRegistry server() {
        return server;
    }

    TlsMaterial tls() {
        return tls;
    }

    /** Connections so far, those that came to no login included. */
    int connections() {
        return connections.get();
    }

    /** All frames to and fro, the oldest first. */
    List<String> frames() {
        return journal.recent().reversed().stream()
                .map(FrameJournal.Entry::maskedXml)
                .toList();
    }

    static Greeting greeting(List<String> objects, List<String> extensions) {
        return Greeting.of("Loopback", NOW, objects, extensions);
    }

    static Greeting greeting() {
        return greeting(List.of(EppNamespace.DOMAIN, EppNamespace.HOST), List.of(EppNamespace.FEE));
    }

    EppRegistry answering(Rule rule) throws Exception {
        return answering(settings -> settings, rule);
    }

    EppRegistry answering(UnaryOperator<RegistrySettings> change, Rule rule) throws Exception {
        return answering(change, channel -> channel.send(greeting()), rule);
    }

    EppRegistry answering(UnaryOperator<RegistrySettings> change, EppListener.Handler welcome, Rule rule)
            throws Exception {
        start(welcome, (channel, command) -> {
            EppResponse answer = rule.answer(command);
            if (answer == null) {
                channel.abort();
                throw new IOException("closed on purpose");
            }
            channel.send(answer);
        });
        return over(change.apply(settings()));
    }

    void start(LoopbackRegistry.Behaviour behaviour) throws Exception {
        start(channel -> channel.send(greeting()), behaviour);
    }

    private void start(EppListener.Handler welcome, LoopbackRegistry.Behaviour behaviour) throws Exception {
        server = new LoopbackRegistry(
                tls,
                false,
                channel -> {
                    connections.incrementAndGet();
                    welcome.serve(channel);
                },
                behaviour);
    }

    RegistrySettings settings() throws Exception {
        return settings(PASSWORD);
    }

    RegistrySettings settings(String password) throws Exception {
        return RegistrySettings.of(
                "test",
                EppEndpoint.of("127.0.0.1", server.port(), "localhost", tls.context()),
                "ClientX",
                password,
                false);
    }

    EppRegistry over(RegistrySettings settings) {
        EppCodec codec = EppCodec.withPrefixes(settings.prefixes());
        var client = new EppClient(settings.endpoint(), codec, watchdog, journal, Ids::clTrid);
        List<String> extensions = new ArrayList<>(FeeVersion.namespaces());
        extensions.addAll(List.of(EppNamespace.RGP, EppNamespace.LOGIN_SEC));
        var credentials = new EppCredentials(
                settings.clId(),
                settings.password(),
                null,
                List.of(EppNamespace.DOMAIN, EppNamespace.HOST, EppNamespace.CONTACT),
                extensions);
        var rate = new TokenBucket(settings.id(), settings.rate(), System::nanoTime);
        pool = new SessionPool(
                settings,
                (total, _) -> {
                    rate.spend();
                    return client.open(credentials, total);
                },
                circuit,
                LoginGate.UNSHARED,
                SessionRight.UNSHARED,
                () -> {},
                new Gauge(settings.id(), meter));
        pool.allow(settings.sessions().max());
        return new EppRegistry(settings, pool, rate);
    }

    /** The commands of that kind that have come, in their order. */
    <B> List<B> commands(Class<B> type) {
        return server.received.stream()
                .map(EppCommand::body)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Success; to a check all names are free. */
    static EppResponse free(EppCommand command) {
        EppResponse success = LoopbackRegistry.answer(command, EppResultCode.SUCCESS);
        return command.body() instanceof DomainCommand.Check(List<String> names)
                ? success.withData(new DomainData.Checked(
                        names.stream().map(CheckResult::available).toList()))
                : success;
    }

    /** Success; a create is told with its date. */
    static EppResponse created(EppCommand command) {
        EppResponse success = LoopbackRegistry.answer(command, EppResultCode.SUCCESS);
        return command.body() instanceof DomainCommand.Create create
                ? success.withData(new DomainData.Created(create.name(), NOW, null))
                : success;
    }

    static EppResponse failure(EppCommand command, EppResultCode code) {
        return EppResponse.of(EppResult.of(code), command.clTrid(), "SV-1");
    }

    static Fee.CommandFees fee(String command, String amount) {
        return new Fee.CommandFees(
                Fee.Asked.of(command, null), false, List.of(Fee.Amount.of(new BigDecimal(amount))), List.of(), null);
    }

    static CreateDomain create(@Nullable Money fee, List<String> nameServers) {
        return new CreateDomain("OUR-clTRID-1", NAME, 2, Map.of(), nameServers, "Secret-a7Q", fee);
    }

    static <T> T value(RegistryAnswer<T> answer) {
        assertThat(answer).isInstanceOf(Completed.class);
        return ((Completed<T>) answer).value();
    }
}
