package dev.namestead.server.app.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.namestead.server.app.configuration.RegistryConfiguration.ContactModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ConfigurationReaderTest {

    private static final String PRODUCTION = """
            mode: production
            registries:
              - {id: thick, host: epp.example, user: registrar, password: secret}
            registration: {default_name_servers: [ns1.registrar.test, ns2.registrar.test]}
            """;

    @TempDir
    Path directory;

    @Test
    void fiveMistakes_areAllReportedAtOnceWithTheirPlace() {
        ConfigurationException refused = refused("""
                mode: sandbx
                http:
                  port: 99999
                  wait_windw: 10s
                registries:
                  - id: thick
                    user: registrar
                    password: secret
                workflow:
                  lease: soon
                """);
        assertThat(refused).hasMessage("""
                test.yaml:1:1: mode: must be one of sandbox, production, is 'sandbx'
                test.yaml:3:3: http.port: must be a whole number from 0 to 65535, is '99999'
                test.yaml:4:3: http.wait_windw: is not known; known here: bind, port, wait_window, max_body, max_waiters, rate_limit, metrics
                test.yaml:6:5: registries[0].host: is missing
                test.yaml:10:3: workflow.lease: must be a duration such as 500ms, 10s, 5m, 24h, 7d or PT5M, is 'soon'\
                """);
        assertThat(refused.problems()).hasSize(5);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("http: 7", "http: must hold keys of its own"),
                Arguments.of("http: {port: [1]}", "http.port: must be a single value"),
                Arguments.of("http: {port: 1, port: 2}", "port: stands here twice, first in line 1"),
                Arguments.of("http: {port: 0.5}", "must be a whole number from 0 to 65535, is '0.5'"),
                Arguments.of("http: {max_body: 1GB}", "must be a size such as 512KiB or 1MiB"),
                Arguments.of("http: {rate_limit: {enabled: yes please}}", "must be true or false"),
                Arguments.of("- a\n- b", "must be keys and values"),
                Arguments.of("http: {port: [", "is not YAML"),
                Arguments.of("a: &x 1\nb: *x", "aliases are not supported here"),
                Arguments.of("registries: {id: a}", "registries: must be a list"),
                Arguments.of("registries: [a]", "registries[0]: must hold keys of its own"),
                Arguments.of(
                        "registries: [{id: a, host: h, user: u}]",
                        "registries[0].password: is missing; one of password, password_file, password_env"),
                Arguments.of(
                        "registries: [{id: a, host: h, user: u, password: p, password_env: PATH}]",
                        "registries[0].password_env: only one of password, password_file, password_env"),
                Arguments.of(
                        "registries: [{id: a, host: h, user: u, password_env: NO_SUCH_VARIABLE_HERE}]",
                        "there is no environment variable NO_SUCH_VARIABLE_HERE"),
                Arguments.of(
                        "registries: [{id: a, host: h, user: u, password_file: nofile}]",
                        "must be a file that can be read"),
                Arguments.of("registries: [{id: Thick!, host: h, user: u, password: p}]", "must be a short id"),
                Arguments.of(
                        "registries: [{id: a, host: h, user: u, password: p}, {id: a, host: h, user: u, password: p}]",
                        "registries: two of them have the same id"),
                Arguments.of(
                        "registries: [{id: a, host: h, user: u, password: p, client_key_file: k}]",
                        "client_certificate_file: and client_key_file come together"),
                Arguments.of("database: {url: 'mysql://x', user: u, password: p}", "must look like jdbc:postgresql://"),
                Arguments.of("database: {user: u}", "database.user: has no meaning without url"),
                Arguments.of("mail: {starttls: true}", "mail.starttls: has no meaning without host"),
                Arguments.of("mail: {from: nobody}", "mail.from: must be a mail address"),
                Arguments.of("registration: {default_name_servers: [ns1]}", "must be a full host name, is 'ns1'"),
                Arguments.of(
                        "registration: {public_url: 'ftp://x'}",
                        "must be an address that begins with http:// or https://"),
                Arguments.of("mode: production", "registries: a production registrar needs at least one"),
                Arguments.of("mode: production", "needs default_name_servers of its own"),
                Arguments.of(
                        PRODUCTION + "payment: {provider: sandbox}", "payment.provider: test cards pay for nothing"),
                Arguments.of(
                        PRODUCTION + "sandbox: {control_url: 'http://127.0.0.1:1', control_token: t}",
                        "sandbox: a production registrar has none"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistake_isToldWithItsRule(String text, String message) {
        assertThat(refused(text)).hasMessageContaining(message);
    }

    @Test
    void aSecret_standsInAFile_andNeverPrintsItself() throws IOException {
        Files.writeString(directory.resolve("password"), "s3cret\n");
        Configuration configuration = read("""
                database: {url: 'jdbc:postgresql://db/namestead', user: namestead, password_file: password}
                """);
        assertThat(configuration.database().settings().orElseThrow().password()).isEqualTo("s3cret");
        assertThat(configuration.toString()).doesNotContain("s3cret");
        assertThat(configuration.database().settings().toString()).doesNotContain("s3cret");
    }

    @Test
    void aProductionConfiguration_isRead() {
        Configuration configuration = read(PRODUCTION + "payment: {provider: none}");
        RegistryConfiguration registry = configuration.registries().getFirst();
        assertThat(registry.port()).isEqualTo(700);
        assertThat(registry.serverName()).isEqualTo("epp.example");
        assertThat(registry.contacts()).isEqualTo(ContactModel.THICK);
        assertThat(registry.deadlines().query()).isEqualTo(Duration.ofSeconds(10));
        assertThat(configuration.payment().provider()).isEqualTo(PaymentConfiguration.Provider.NONE);
    }

    @Test
    void aCatalogWithMistakes_isRefusedTogetherWithTheConfigurationsOwn() throws IOException {
        Path ours = Files.writeString(directory.resolve("ours.yaml"), """
                extensions:
                  shop:
                    years: {min: 3, max: 2}
                  com: {contacts: some}
                """);

        assertThat(refused("""
                catalog: {file: ours.yaml}
                colour: blue
                """)).hasMessageMatching("""
                test.yaml:2:1: colour: is not known; .*
                %1$s:3:13: extensions.shop.years.min: must not be above max
                %1$s:4:9: extensions.com.contacts: must be one of .*, not some\
                """.formatted(ours));
        Files.writeString(ours, "extensions: [\n");
        assertThat(refused("catalog: {file: ours.yaml}"))
                .hasMessageStartingWith(ours + ":2:1: is not well-formed YAML: ");
    }

    @Test
    void aRegistryThatIsToSellWhatItHasNot_isRefusedWithEachName() {
        assertThat(refused("""
                registries:
                  - {id: thick, host: epp.example, user: registrar, password: secret, extensions: [org, com, horse]}
                """)).hasMessage("""
                test.yaml:2:71: registries[0].extensions: the catalog does not give .com to this registry
                test.yaml:2:71: registries[0].extensions: the catalog does not give .horse to this registry\
                """);
    }

    @Test
    void durations_areWrittenShortOrAsIso8601() {
        List<Duration> leases = Stream.of("90s", "PT90S", "PT1M30S")
                .map(text -> read("workflow: {lease: " + text + "}").workflow().lease())
                .distinct()
                .toList();
        assertThat(leases).containsExactly(Duration.ofSeconds(90));
    }

    @Test
    void aFileThatIsNotThere_isAProblemToo() {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class, () -> ConfigurationReader.read(directory.resolve("none.yaml")));
        assertThat(refused).hasMessage(directory.resolve("none.yaml") + " cannot be read: no such file");
    }

    @Test
    void whatIsNotYaml_isToldInOneLineWithThePlaceOfTheFault() {
        assertThat(refused("mode: sandbox\nhttp: {port: 80\nnode: a\n")
                        .getMessage()
                        .lines())
                .singleElement(STRING)
                .startsWith("test.yaml:3:5: is not YAML: expected ',' or '}'");
        assertThat(refused("node: @a")).hasMessageStartingWith("test.yaml:1:7: is not YAML: found character '@'");
    }

    private Configuration read(String text) {
        return ConfigurationReader.read(text, "test.yaml", directory);
    }

    private ConfigurationException refused(String text) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(text));
    }
}
