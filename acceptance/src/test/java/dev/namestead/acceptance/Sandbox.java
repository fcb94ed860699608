package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/** The controls that only a sandbox has: accounts for tests, the clock, the mail that was "sent", the registries' own word. */
final class Sandbox {
    private static final Set<String> THIN = Set.of("com", "net", "cc", "app", "dev", "page", "day", "ing");
    private static final Pattern LINK = Pattern.compile("https?://\\S+");

    private final Namestead server;
    private final Api api;

    Sandbox(Namestead server) {
        this.server = server;
        this.api = new Api(URI.create(server.origin().toString().replaceAll("/$", "")), Map.of());
    }

    Api api() {
        return api;
    }

    /** A new customer with everything that a registration needs. */
    Customer customer() {
        return customer(Map.of());
    }

    /** A new customer who differs from the complete one in the given fields. */
    Customer customer(Map<String, Object> wishes) {
        Answer made = account(wishes);
        return new Customer(made.text("/account_id"), made.text("/token"), server.anonymous());
    }

    /** A new customer and, for the same account, one whose token may only read. */
    List<Customer> customerAndReader() {
        Answer made = account(Map.of());
        return Stream.of("/token", "/read_token")
                .map(token -> new Customer(made.text("/account_id"), made.text(token), server.anonymous()))
                .toList();
    }

    /** The whole answer to {@code POST /sandbox/accounts}. */
    Answer account(Map<String, Object> wishes) {
        return api.post("/sandbox/accounts", Api.JSON.writeValueAsString(new HashMap<>(wishes)))
                .expect(201);
    }

    /** Orders a registry to misbehave; the fields of {@code POST /sandbox/faults}. */
    Answer fault(Map<String, Object> fault) {
        return api.post("/sandbox/faults", Api.JSON.writeValueAsString(fault)).expect(201);
    }

    Instant now() {
        return Instant.parse(api.get("/sandbox/clock").expect(200).text("/now"));
    }

    /** Moves business time forward and waits until all that was due has run. */
    void advance(Duration by) {
        if (server.isShared()) {
            assertThat(by)
                    .as("names of other tests would expire; take TimeServer")
                    .isLessThan(Duration.ofDays(1));
        }
        Answer moved = api.post("/sandbox/clock", "{\"advance\":\"" + by + "\"}");
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> api.get("/sandbox/clock").text("/state").equals("ready"));
        } catch (ConditionTimeoutException stands) {
            throw new AssertionError(
                    "the clock did not arrive; first %s, then %s\n%s"
                            .formatted(
                                    moved,
                                    api.get("/sandbox/clock"),
                                    server.program().logTail()),
                    stands);
        }
        if (moved.status() == 200) {
            assertThat(moved.result().path("unfinished"))
                    .as("what was due and still runs")
                    .isEmpty();
        }
    }

    /** The newest mail about a domain name, once it is there. */
    JsonNode awaitMail(String about) {
        return await("mail about " + about)
                .atMost(Duration.ofSeconds(20))
                .until(() -> mail(about), Optional::isPresent)
                .orElseThrow();
    }

    /** The kinds of all mails about a domain name, oldest first. */
    List<String> mailKinds(String about) {
        return StreamSupport.stream(
                        api.get("/sandbox/mail?about=" + about)
                                .expect(200)
                                .result()
                                .spliterator(),
                        false)
                .map(mail -> mail.path("kind").asString())
                .toList()
                .reversed();
    }

    private Optional<JsonNode> mail(String about) {
        return StreamSupport.stream(
                        api.get("/sandbox/mail?about=" + about)
                                .expect(200)
                                .result()
                                .spliterator(),
                        false)
                .findFirst();
    }

    /** The first link in a mail's text. */
    static URI link(JsonNode mail) {
        var matcher = LINK.matcher(mail.path("text").asString(""));
        if (!matcher.find()) {
            throw new AssertionError("no link in " + mail);
        }
        return URI.create(matcher.group());
    }

    /** Whether the registry of the name holds it, by its own word. */
    boolean registryHas(String name) {
        return registryDomain(name).status() == 200;
    }

    /** The object as its registry holds it: 404 where it holds none. */
    Answer registryDomain(String name) {
        return api.get("/sandbox/registries/" + registryOf(name) + "/domains/" + name);
    }

    /** The sandbox registry that keeps the name's extension. */
    static String registryOf(String name) {
        return THIN.contains(name.substring(name.lastIndexOf('.') + 1)) ? "thin" : "thick";
    }
}
