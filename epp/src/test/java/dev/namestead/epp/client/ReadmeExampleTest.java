package dev.namestead.epp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppFormatException;
import dev.namestead.epp.EppMessage;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResult;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Fields;
import dev.namestead.epp.Greeting;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.extension.ExtensionCodec;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.server.EppListener;
import dev.namestead.epp.server.EppServerChannel.Incoming;
import dev.namestead.epp.testing.LoopbackRegistry;
import dev.namestead.epp.testing.TestCertificates;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import dev.namestead.epp.xml.XmlBuilder;
import dev.namestead.epp.xml.XmlElement;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example, compiled and run. */
class ReadmeExampleTest {

    @Test
    void theExample_works(@TempDir Path folder) throws Exception {
        TlsMaterial tls = TestCertificates.selfSigned(folder, "dns:localhost");
        try (var registry = new LoopbackRegistry(
                tls,
                (channel, command) -> channel.send(LoopbackRegistry.answer(command, EppResultCode.SUCCESS)
                        .withData(new DomainData.Checked(List.of(CheckResult.available("example.com"))))))) {
            String ca = TlsMaterial.pem(tls.chain().getFirst());
            assertThat(example("127.0.0.1", registry.port(), ca, "foo-BAR2")).isTrue();
            assertThat(registry.received.getLast().extension(Fee.Check.class)).isPresent();
        }
    }

    @Test
    void theOtherExamples_work(@TempDir Path folder) throws Exception {
        TlsMaterial tls = TestCertificates.selfSigned(folder, "dns:localhost");
        try (EppListener registry = smallestRegistry(tls);
                var watchdog = new Watchdog()) {
            var endpoint = EppEndpoint.of("127.0.0.1", registry.port(), "localhost", tls.context());
            var client = EppClient.of(endpoint, watchdog);
            var credentials = EppCredentials.of("ClientX", "foo-BAR2", List.of(EppNamespace.DOMAIN), List.of());
            assertThat(openOrExplain(client, credentials)).isEqualTo("logged in");
            try (EppSession session = client.open(credentials, Duration.ofSeconds(10))) {
                assertThat(pipelined(session)).hasSize(2).allMatch(EppResponse::isSuccess);
                assertThat(changingThePassword(client, new Unchanging()).isUsable())
                        .isTrue();
                assertThat(FeeVersion.newest(session::supports)).isEmpty();
                assertThat(agreed(session, EppCommand.of(new DomainCommand.Delete("a.com"), "EXAMPLE-x"))
                                .extensions())
                        .isEmpty();
            }
        }
    }

    @Test
    void theReadme_showsTheExamplesAsTheyAreHere() throws Exception {
        String source = Files.readString(Path.of("src/test/java/dev/namestead/epp/client/ReadmeExampleTest.java"))
                .replaceAll("\\s+", "");
        String[] parts = Files.readString(Path.of("README.md")).split("```");
        int examples = 0;
        for (String part : parts) {
            if (part.startsWith("java\n")) {
                examples++;
                assertThat(source).contains(part.substring(4).replaceAll("\\s+", ""));
            }
        }
        assertThat(examples).isGreaterThanOrEqualTo(7);
    }

    /** A vault in which nothing is to be changed. */
    private static final class Unchanging implements PasswordVault {
        @Override
        public Passwords read() {
            return Passwords.of("foo-BAR2");
        }

        @Override
        public void write(Passwords passwords) {
            throw new IllegalStateException("nothing was to be written");
        }
    }

    private static String openOrExplain(EppClient client, EppCredentials credentials) {
        try (EppSession session = client.open(credentials, Duration.ofSeconds(20))) {
            return "logged in";
        } catch (NoSessionException e) {
            return switch (e.reason()) {
                case UNREACHABLE, TIMEOUT, SESSION_LIMIT -> "try again in a while";
                case CLOSED_BEFORE_GREETING -> "are we on their list of addresses?";
                case AUTHENTICATION -> "stop, or the account is locked";
                case TLS, PROTOCOL, PASSWORD_TOO_LONG, REFUSED -> "call somebody: " + e.getMessage();
            };
        }
    }

    private static List<EppResponse> pipelined(EppSession session) throws Exception {
        List<EppCommand> queries = List.of(
                EppCommand.of(DomainCommand.Info.of("example.com"), "EXAMPLE-info-1"),
                EppCommand.of(DomainCommand.Info.of("example.net"), "EXAMPLE-info-2"));
        List<EppResponse> answers = session.requestAll(queries, Duration.ofSeconds(10));
        return answers;
    }

    /** An extension of one registry's own, in the namespace {@code urn:example:colour}. */
    record Colour(String value) implements EppExtension {
        static final String NAMESPACE = "urn:example:colour";

        @Override
        public String namespace() {
            return NAMESPACE;
        }
    }

    static final class ColourCodec implements ExtensionCodec {
        @Override
        public String namespace() {
            return Colour.NAMESPACE;
        }

        @Override
        public EppExtension decode(XmlElement element) throws EppFormatException {
            return new Colour(Fields.text(element, "value"));
        }

        @Override
        public XmlElement encode(EppExtension extension) {
            return new XmlBuilder(Colour.NAMESPACE, "colour")
                    .child("value", ((Colour) extension).value())
                    .build();
        }
    }

    @Test
    void anOwnExtension_isWrittenAndRead_andWithoutItsCodecKeptAsItIs() throws Exception {
        EppCodec codec = EppCodec.standard().with(new ColourCodec());
        var command = EppCommand.of(new DomainCommand.Delete("example.com"), "EXAMPLE-1")
                .with(new Colour("red"));

        byte[] xml = codec.encode(command);

        assertThat(codec.decode(xml)).isEqualTo(command);
        assertThat(EppCodec.standard().decode(xml))
                .isInstanceOfSatisfying(
                        EppCommand.class,
                        raw -> assertThat(raw.extension(EppExtension.Raw.class)).isPresent());
    }

    private static EppSession changingThePassword(EppClient client, PasswordVault vault) throws NoSessionException {
        var rotation = new PasswordRotation(
                client,
                (password, next) ->
                        new EppCredentials("ClientX", password, next, List.of(EppNamespace.DOMAIN), List.of()),
                vault);
        return rotation.open(Duration.ofSeconds(20));
    }

    private static EppCommand agreed(EppSession session, EppCommand create) {
        return FeeVersion.newest(session::supports)
                .map(version ->
                        create.with(Fee.Transform.of(version, Fee.Operation.CREATE, "USD", new BigDecimal("12.34"))))
                .orElse(create);
    }

    private static EppListener smallestRegistry(TlsMaterial tls) throws Exception {
        var settings = EppListener.Settings.of(EppCodec.standard());
        return EppListener.start(tls.context(), new InetSocketAddress("127.0.0.1", 0), settings, channel -> {
            channel.send(Greeting.of("Smallest registry", Instant.now(), List.of(EppNamespace.DOMAIN), List.of()));
            while (channel.next(Duration.ofMinutes(5)).orElse(null) instanceof Incoming.Message(EppMessage message)) {
                if (message instanceof EppCommand command) {
                    channel.send(EppResponse.of(EppResult.of(EppResultCode.SUCCESS), command.clTrid(), "SV-1"));
                }
            }
        });
    }

    private static boolean example(String host, int port, String caPem, String password) throws Exception {
        var endpoint = EppEndpoint.of(
                host, port, "localhost", TlsMaterial.trusting(caPem).context());
        var credentials =
                EppCredentials.of("ClientX", password, List.of(EppNamespace.DOMAIN), List.of(EppNamespace.FEE));
        Supplier<String> clTrids = ClTrids.random("EXAMPLE-");

        try (var watchdog = new Watchdog();
                var session = EppClient.of(endpoint, watchdog).open(credentials, Duration.ofSeconds(20))) {
            var check = EppCommand.of(new DomainCommand.Check(List.of("example.com")), clTrids.get())
                    .with(new Fee.Check("USD", List.of(Fee.Asked.of("create", EppPeriod.years(1)))));
            EppResponse answer = session.request(check, Duration.ofSeconds(10));
            return answer.data(DomainData.Checked.class)
                    .orElseThrow()
                    .results()
                    .getFirst()
                    .available();
        }
    }
}
