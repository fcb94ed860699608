package dev.namestead.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Customers who buy and edit without pause, as fast as they are allowed to. A request whose answer was lost is sent again until it is
 * answered; what was answered is never forgotten.
 */
final class CrashLoad {
    /** How a name ends and what must come of it. */
    private record Kind(String suffix, String end) {}

    private static final Kind ORDINARY = new Kind("", "succeeded");
    private static final Map<Integer, Kind> SELDOM = Map.of(
            7, new Kind("-lostreply", "succeeded"),
            23, new Kind("-lostreply", "succeeded"),
            31, new Kind("-rejected", "failed"),
            47, new Kind("-nofunds", "failed"));

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Supplier<URI> server;
    private final List<Customer> customers;
    private final Pace pace = new Pace();
    private final AtomicLong numbers = new AtomicLong();
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder edits = new LongAdder();
    private final LongAdder renewals = new LongAdder();
    private final Queue<Accepted> accepted = new ConcurrentLinkedQueue<>();
    private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    private final Map<String, Boolean> autoRenew = new ConcurrentHashMap<>();

    private volatile boolean open;
    private ExecutorService threads;

    /** @param server where the API is at the moment, ending in {@code /client/v4} */
    CrashLoad(Supplier<URI> server, List<Customer> customers) {
        this.server = server;
        this.customers = customers;
    }

    /** At most so many registrations are begun a second, however many could be. */
    void pace(double perSecond) {
        pace.perSecond = perSecond;
    }

    void begin(int atOnce) {
        open = true;
        threads = Executors.newVirtualThreadPerTaskExecutor();
        for (int i = 0; i < atOnce; i++) {
            Customer customer = customers.get(i % customers.size());
            threads.execute(() -> buyForEver(customer));
        }
    }

    /** Lets everybody come to the end of what was begun. */
    void end() {
        open = false;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(90, TimeUnit.SECONDS)) {
                complaints.add("customers still wait for the end of what they began 90 s ago");
                threads.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The registrations that came to the end that they should, successfully. */
    long succeeded() {
        return succeeded.sum();
    }

    long edits() {
        return edits.sum();
    }

    long renewals() {
        return renewals.sum();
    }

    List<Accepted> accepted() {
        return List.copyOf(accepted);
    }

    /** What no customer should have seen: an answer or an end that was not due. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** The auto-renewal that each name was last told to have. */
    Map<String, Boolean> autoRenew() {
        return Map.copyOf(autoRenew);
    }

    private void buyForEver(Customer customer) {
        while (open) {
            try {
                pace.await();
                buy(customer);
            } catch (InterruptedException over) {
                return;
            } catch (RuntimeException unexpected) {
                complaints.add("a customer gave up: " + unexpected);
            }
        }
    }

    private void buy(Customer customer) throws InterruptedException {
        long number = numbers.incrementAndGet();
        Kind kind = SELDOM.getOrDefault((int) (number % 53), ORDINARY);
        String name = "crash-" + number + kind.suffix() + (number % 3 == 0 ? ".xyz" : ".com");
        JsonNode answer =
                insist(customer, "POST", "/registrations", "{\"domain_name\":\"" + name + "\"}", number % 2 == 0);
        promise("registration", customer, name, answer);
        String end = awaitEnd(customer, name, "registration-status", answer);
        if (!end.equals(kind.end())) {
            complaints.add(name + " should have " + kind.end() + " and has " + end);
        } else if (end.equals("succeeded")) {
            succeeded.increment();
            if (number % 3 < 2) {
                edit(customer, name, number);
            }
            if (number % 2 == 0) {
                renew(customer, name, number % 4 == 0);
            }
        }
    }

    private void edit(Customer customer, String name, long number) throws InterruptedException {
        boolean on = number % 2 == 0;
        JsonNode answer =
                insist(customer, "PATCH", "/registrations/" + name, "{\"auto_renew\":" + on + "}", number % 4 < 2);
        autoRenew.put(name, on);
        promise("update", customer, name, answer);
        awaitEnd(customer, name, "update-status", answer);
        if (number % 2 == 0) {
            JsonNode domain = insist(customer, "PUT", "/domains/" + name, "{\"locked\":false}", false);
            awaitEnd(customer, name, "update-status", domain);
        }
        edits.increment();
    }

    /** @param dated whether the request names the date that it renews from */
    private void renew(Customer customer, String name, boolean dated) throws InterruptedException {
        String from = dated
                ? insist(customer, "GET", "/registrations/" + name, null, false)
                        .at("/result/expires_at")
                        .asString("")
                        .substring(0, 10)
                : "";
        String body = dated ? "{\"years\":1,\"current_expires_at\":\"" + from + "\"}" : "{\"years\":1}";
        JsonNode answer = insist(customer, "POST", "/registrations/" + name + "/renew", body, !dated);
        promise("renewal", customer, name, answer);
        String end = awaitEnd(customer, name, "renew-status", answer);
        if (end.equals("succeeded")) {
            renewals.increment();
        } else {
            complaints.add("the renewal of " + name + " has " + end);
        }
    }

    private void promise(String kind, Customer customer, String name, JsonNode answer) {
        String createdAt = answer.at("/result/created_at").asString("");
        if (!createdAt.isEmpty()) {
            accepted.add(new Accepted(kind, customer.account(), name, Instant.parse(createdAt)));
        }
    }

    /** @param answer the last that was said of it */
    private String awaitEnd(Customer customer, String name, String status, JsonNode answer)
            throws InterruptedException {
        JsonNode latest = answer;
        while (true) {
            String state = latest.at("/result/state").asString("");
            if (state.equals("succeeded") || state.equals("failed")) {
                return state;
            }
            Thread.sleep(50 + ThreadLocalRandom.current().nextInt(100));
            latest = insist(customer, "GET", "/registrations/" + name + "/" + status, null, false);
        }
    }

    /** Sends until somebody answers; a 503 is no answer, and anything but a success is a complaint. */
    private JsonNode insist(Customer customer, String method, String rest, String body, boolean async)
            throws InterruptedException {
        while (true) {
            Optional<HttpResponse<String>> response = send(customer, method, rest, body, async);
            if (response.isPresent() && response.get().statusCode() != 503) {
                int status = response.get().statusCode();
                if (status / 100 != 2) {
                    complaints.add(method + " " + rest + " was answered " + status + " "
                            + response.get().body());
                }
                return Api.JSON.readTree(response.get().body());
            }
            Thread.sleep(20 + ThreadLocalRandom.current().nextInt(40));
        }
    }

    private Optional<HttpResponse<String>> send(
            Customer customer, String method, String rest, String body, boolean async) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.get() + customer.path(rest)))
                .timeout(Duration.ofSeconds(15))
                .header("Authorization", "Bearer " + customer.token())
                .header("Content-Type", "application/json")
                .header("Prefer", async ? "respond-async" : "wait=10")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            return Optional.of(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException nobodyAnswered) {
            return Optional.empty();
        }
    }

    /** Evenly spaced permits; what was not taken in time is not made up for. */
    private static final class Pace {
        private volatile double perSecond = 1e9;
        private final AtomicLong next = new AtomicLong();

        void await() throws InterruptedException {
            long gap = (long) (1e9 / perSecond);
            long now = System.nanoTime();
            long mine = next.updateAndGet(last -> Math.max(last + gap, now));
            TimeUnit.NANOSECONDS.sleep(mine - now);
        }
    }
}
