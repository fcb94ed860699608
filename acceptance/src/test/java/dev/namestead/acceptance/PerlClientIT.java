package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Debian's {@code libnet-epp-perl} against the sandbox registries: an EPP client that we did not write does not share our mistakes. The
 * script is in {@code acceptance/perl}.
 */
@OnSharedServer
class PerlClientIT {
    private static final Path SCRIPT = Workplace.root().resolve("acceptance/perl/life.pl");

    private final Namestead server;

    PerlClientIT(Namestead server) {
        this.server = server;
    }

    @BeforeAll
    static void requirePerl() throws Exception {
        boolean there = isThere();
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as("libnet-epp-perl is needed where CI=true").isTrue();
        }
        if (!there) {
            System.out.println(
                    "SKIPPED: libnet-epp-perl is missing (apt-get install libnet-epp-perl), so no EPP client of others was tried");
        }
        Assumptions.assumeTrue(there, "libnet-epp-perl is missing");
    }

    private static boolean isThere() throws Exception {
        try {
            Process perl = new ProcessBuilder("perl", "-MNet::EPP::Simple", "-e", "1")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return perl.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPP_THICK", "EPP_S"})
    void anEppClientOfOthers_livesAWholeLifeWithAName(String registry) throws Exception {
        Path output = Files.createTempFile(server.data().getParent(), "perl", ".log");
        var builder = new ProcessBuilder(List.of("perl", SCRIPT.toString(), registry))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(server.variables());
        Process perl = builder.start();
        if (!perl.waitFor(180, TimeUnit.SECONDS)) {
            perl.destroyForcibly().waitFor();
        }
        assertThat(perl.exitValue()).as(Files.readString(output)).isZero();
    }
}
