package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of docs/faults.md that no other test shows; each is named after its row. */
@OnSharedServer
class FaultRowsIT {
    private static final int SLOW_CLIENTS = 300;

    @Test
    void row25_logThatCannotBeWritten_stopsNothing() {
        try (var server = Namestead.at(Workplace.directory("full-log").resolve("data"))
                .begin((log, arguments) -> Program.start(Path.of("/dev/full"), arguments))) {
            var customer = server.sandbox().customer();

            assertThat(customer.registerAsync("log-full.com").status()).isEqualTo(202);
            assertThat(customer.awaitRegistration("log-full.com", "succeeded", "failed")
                            .state())
                    .isEqualTo("succeeded");
            Invariants.of(server).hold(List.of());
        }
    }

    @Test
    void row28_creates_ofWhomOnlySomeMayWait_areAllAcceptedAndMostAtOnce() {
        try (var server = Namestead.configured("few-waiters", "http: {max_waiters: 2, wait_window: 5s}\n")) {
            var customer = server.sandbox().customer();

            List<Duration> times = Together.run(IntStream.range(0, 12)
                    .<Callable<Duration>>mapToObj(i -> () -> {
                        long from = System.nanoTime();
                        customer.register("wait-" + i + "-slow.com").expect(202);
                        return Duration.ofNanos(System.nanoTime() - from);
                    })
                    .toList());

            assertThat(times)
                    .filteredOn(time -> time.compareTo(Duration.ofSeconds(4)) < 0)
                    .hasSizeGreaterThanOrEqualTo(10);
        }
    }

    /** Headers that never end, one byte at a time. */
    @Test
    void row29_slowClients_doNotSlowTheOthers(Namestead server) throws Exception {
        var customer = server.sandbox().customer();
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                slow.add(dribble(server.url()));
            }
            var millis = new ArrayList<Long>();
            for (int i = 0; i < 100; i++) {
                slow.get(i).getOutputStream().write('x');
                long from = System.nanoTime();
                customer.get("/registrations").expect(200);
                millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from));
            }
            assertThat(millis.stream().sorted().toList().get(98)).isLessThan(1_000);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private static Socket dribble(URI url) throws IOException {
        var socket = new Socket(url.getHost(), url.getPort());
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /client/v4/%s HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /client/v4?%s HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /client/v4 HTTP/1.1\r\nHost: a\r\nX-Long: %s\r\n\r\n"
            })
    void row30_aMegabyteOfAddressOrHeader_isRefusedAndTheServerGoesOn(String request, Namestead server)
            throws IOException {
        try (var socket = new Socket(server.url().getHost(), server.url().getPort())) {
            socket.setSoTimeout(10_000);
            try {
                OutputStream out = socket.getOutputStream();
                out.write(request.formatted("a".repeat(1 << 20)).getBytes(StandardCharsets.US_ASCII));
                int first = socket.getInputStream().read();
                byte[] rest = first < 0 ? new byte[0] : socket.getInputStream().readNBytes(11);
                String status = first < 0 ? "" : (char) first + new String(rest, StandardCharsets.US_ASCII);
                assertThat(status).matches("|HTTP/1\\.1 4\\d\\d?");
            } catch (java.net.SocketException closedWhileWeWrote) {
                assertThat(closedWhileWeWrote).hasMessageMatching("(?i).*(reset|broken pipe|abort).*");
            }
        }
        server.demo().get("/registrations").expect(200);
    }

    @Test
    void row35_secrets_areInNoLog() throws IOException {
        String user = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
        try (var server = Namestead.start("secrets")) {
            var customer = server.sandbox().customer();
            customer.create("""
                    {"domain_name":"secrets-confirm.com","contacts":{"registrant":{"email":"%s@canary.example",\
                    "phone":"+1.5555550177","postal_info":{"name":"Canary %s","address":{"street":"1 Canary Row",\
                    "city":"Reno","state":"NV","postal_code":"89501","country_code":"US"}}}}}""".formatted(user, user)).expect(202);
            customer.register("secrets.xyz").expect(201);
            server.anonymous()
                    .with(Api.bearer("canary-wrong-token-" + user))
                    .get("/accounts/" + customer.account() + "/registrar/registrations");
            var link = Sandbox.link(server.sandbox().awaitMail("secrets-confirm.com"));
            String confirmation = link.getPath().replaceAll(".*/", "");
            assertThat(ConfirmationPage.open(link).status()).isEqualTo(200);
            assertThat(ConfirmationPage.look(link))
                    .as("a scanner that only asks for the head")
                    .isEqualTo(200);
            assertThat(ConfirmationPage.putTo(link)).as("a wrong method").isEqualTo(405);
            await().atMost(10, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(Files.readString(server.log()))
                            .contains(
                                    "/registrar/registrations answered 201",
                                    "GET /confirmations/{",
                                    "HEAD /confirmations/{",
                                    "PUT /confirmations/{"));
            String log = Files.readString(server.log());

            for (String secret : List.of(
                    customer.token(),
                    server.variable("EPP_THICK_PASSWORD"),
                    server.variable("EPP_THIN_PASSWORD"),
                    server.variable("SANDBOX_CONTROL_TOKEN"),
                    "canary-wrong-token-" + user,
                    user + "@canary.example",
                    "+1.5555550177",
                    "1 Canary Row",
                    confirmation)) {
                assertThat(log).as("the log").doesNotContain(secret);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; DROP TABLE workflow; --", "x' OR '1'='1", "\\'; SELECT pg_sleep(9); --", "${1+1}%27"})
    void row47_sqlInAText_isText(String text, Namestead server) {
        var customer = server.sandbox().customer();
        String encoded = java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);

        long from = System.nanoTime();
        assertThat(customer.search("q=" + encoded).status()).isLessThan(500);
        assertThat(customer.registration(encoded).status()).isBetween(400, 404);
        assertThat(customer.create(Api.JSON.writeValueAsString(Map.of("domain_name", text)))
                        .status())
                .isEqualTo(400);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(8));
        customer.get("/registrations").expect(200);
    }

    /** The schema's migrations among them, wherever they are. */
    @Test
    void row51_firstStart_killedTimeAndAgain_isMadeGoodByTheNext() throws Exception {
        try (var server = Namestead.at(Workplace.directory("first-start").resolve("data"));
                var alarm = Executors.newSingleThreadScheduledExecutor()) {
            for (int millis : new int[] {900, 1_600, 2_300, 3_000}) {
                server.launch(Program::start);
                alarm.schedule(server::killEverything, millis, TimeUnit.MILLISECONDS)
                        .get();
            }
            server.begin();

            server.sandbox().customer().register("at-last.com").expect(201);
            Invariants.of(server).hold(List.of());
        }
    }
}
