package dev.namestead.epp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.codec.EppCodec;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.testing.LoopbackRegistry;
import dev.namestead.epp.testing.TestCertificates;
import dev.namestead.epp.transport.FrameListener;
import dev.namestead.epp.transport.TlsMaterial;
import dev.namestead.epp.transport.Watchdog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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
    void theReadme_showsTheExampleAsItIsHere() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String shown = readme.substring(readme.indexOf("```java") + 7, readme.indexOf("```\n\n## What"));
        String source = Files.readString(Path.of("src/test/java/dev/namestead/epp/client/ReadmeExampleTest.java"));
        assertThat(source.replaceAll("\\s+", "")).contains(shown.replaceAll("\\s+", ""));
    }

    private static boolean example(String host, int port, String caPem, String password) throws Exception {
        var endpoint = EppEndpoint.of(
                host, port, "localhost", TlsMaterial.trusting(caPem).context());
        var credentials =
                new EppCredentials("ClientX", password, null, List.of(EppNamespace.DOMAIN), List.of(EppNamespace.FEE));
        var ids = new AtomicLong();

        try (var watchdog = new Watchdog();
                var session = new EppClient(
                                endpoint,
                                EppCodec.standard(),
                                watchdog,
                                FrameListener.NONE,
                                () -> "EXAMPLE-" + ids.incrementAndGet())
                        .open(credentials, Duration.ofSeconds(20))) {
            var check = EppCommand.of(
                            new DomainCommand.Check(List.of("example.com")), "EXAMPLE-" + ids.incrementAndGet())
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
