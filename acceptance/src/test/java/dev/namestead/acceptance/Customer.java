package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** An account of the registrar and what its owner does: the verbs of these tests. */
final class Customer {
    static final Map<String, String> ASYNC = Map.of("Prefer", "respond-async");

    private final String account;
    private final String token;
    private final Api api;

    Customer(String account, String token, Api anonymous) {
        this.account = account;
        this.token = token;
        this.api = anonymous.with(Api.bearer(token));
    }

    /** The same customer at a server that was started again, on another port maybe. */
    Customer at(Namestead server) {
        return new Customer(account, token, server.anonymous());
    }

    String account() {
        return account;
    }

    String token() {
        return token;
    }

    Api api() {
        return api;
    }

    /** A path below {@code …/registrar}. */
    String path(String rest) {
        return "/accounts/" + account + "/registrar" + rest;
    }

    Answer get(String rest) {
        return api.get(path(rest));
    }

    Answer search(String query) {
        return get("/domain-search?" + query);
    }

    Answer check(String... names) {
        return api.post(path("/domain-check"), Api.JSON.writeValueAsString(Map.of("domains", names)));
    }

    /** Express mode: the name alone, waiting for the end. */
    Answer register(String name) {
        return create("{\"domain_name\":\"%s\"}".formatted(name));
    }

    Answer registerAsync(String name) {
        return api.send("POST", path("/registrations"), ASYNC, "{\"domain_name\":\"%s\"}".formatted(name));
    }

    Answer create(String body) {
        return api.post(path("/registrations"), body);
    }

    Answer registration(String name) {
        return get("/registrations/" + name);
    }

    Answer edit(String name, String body) {
        return api.patch(path("/registrations/" + name), body);
    }

    Answer renew(String name, String body) {
        return api.post(path("/registrations/" + name + "/renew"), body);
    }

    Answer renewAsync(String name, int years) {
        return api.send("POST", path("/registrations/" + name + "/renew"), ASYNC, "{\"years\":%d}".formatted(years));
    }

    /** Ends what changes the name, as long as it has not left. */
    Answer cancel(String name) {
        return api.send("POST", path("/registrations/" + name + "/cancel"), Map.of(), null);
    }

    Answer renewStatus(String name) {
        return get("/registrations/" + name + "/renew-status");
    }

    Answer delete(String name) {
        return api.send("DELETE", path("/registrations/" + name), Map.of(), null);
    }

    Answer deleteAsync(String name) {
        return api.send("DELETE", path("/registrations/" + name), ASYNC, null);
    }

    Answer restore(String name, String body) {
        return api.post(path("/registrations/" + name + "/restore"), body);
    }

    Answer restoreAsync(String name) {
        return api.send("POST", path("/registrations/" + name + "/restore"), ASYNC, "{}");
    }

    Answer verification(String name) {
        return get("/registrations/" + name + "/verification");
    }

    Answer askHolder(String name) {
        return api.post(path("/registrations/" + name + "/verification"), "{}");
    }

    /** Has the holder asked at another address. */
    Answer changeAddress(String name, String email) {
        return api.send(
                "PATCH", path("/registrations/" + name + "/verification"), Map.of(), "{\"email\":\"" + email + "\"}");
    }

    /** Polls a workflow by its last segment, such as {@code delete-status}, until it is in one of the states. */
    Answer awaitStatus(String name, String status, String... states) {
        return await(status + " of " + name + " to be " + Set.of(states))
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> get("/registrations/" + name + "/" + status),
                        answer -> Set.of(states).contains(answer.state()));
    }

    Answer registrationStatus(String name) {
        return get("/registrations/" + name + "/registration-status");
    }

    Answer updateStatus(String name) {
        return get("/registrations/" + name + "/update-status");
    }

    /** Polls the registration's workflow until it is in one of the states. */
    Answer awaitRegistration(String name, String... states) {
        return await("registration of " + name + " to be " + Set.of(states))
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> registrationStatus(name), answer -> Set.of(states).contains(answer.state()));
    }

    Answer awaitUpdate(String name, String... states) {
        return await("update of " + name + " to be " + Set.of(states))
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> updateStatus(name), answer -> Set.of(states).contains(answer.state()));
    }

    Answer awaitRenewal(String name, String... states) {
        return await("renewal of " + name + " to be " + Set.of(states))
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> renewStatus(name), answer -> Set.of(states).contains(answer.state()));
    }

    Ledger ledger() {
        return Ledger.read(this);
    }

    /** The account owns nothing and owes nothing for the name. */
    void hasNothingOf(String name) {
        assertThat(registration(name).status()).isEqualTo(404);
        assertThat(ledger().charged(name)).isZero();
        assertThat(ledger().held(name)).isZero();
    }
}
