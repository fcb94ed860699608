package dev.namestead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code kill -9} amid registrations: whatever was accepted comes to its end once, and is paid for once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {
    private Registries registries;
    private Namestead server;

    @BeforeAll
    void startBothApart() {
        registries = Registries.start("crash-registries");
        // A dead server's work is taken over when its lease is out: shorter than by default, so that nobody waits.
        server = Namestead.configured("crash", registries.settings() + "workflow: {lease: 6s}\n");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
        registries.close();
    }

    @Test
    void serverKilledAmidFiftyRegistrations_finishesEachAcceptedOnceAndChargesOnce() {
        var customer = server.sandbox().customer();
        List<String> names = names("server");

        List<String> accepted = acceptUntil(customer, names, 25, server::kill);
        server.begin();

        holdsEachOnce(customer.at(server), names, accepted);
    }

    @Test
    void registriesKilledAmidFiftyRegistrations_finishEachAcceptedOnceAndChargeOnce() {
        var customer = server.sandbox().customer();
        List<String> names = names("registries");

        List<String> accepted = acceptUntil(customer, names, 25, registries::kill);
        registries.begin();

        assertThat(accepted)
                .as("the server takes orders while the registries are away")
                .hasSize(names.size());
        holdsEachOnce(customer, names, accepted);
    }

    @Test
    void everythingKilledAmidFiftyRegistrations_finishesEachAcceptedOnceAndChargesOnce() {
        var customer = server.sandbox().customer();
        List<String> names = names("everything");

        List<String> accepted = acceptUntil(customer, names, 25, () -> {
            server.killEverything();
            registries.kill();
        });
        registries.begin();
        server.begin();

        holdsEachOnce(customer.at(server), names, accepted);
    }

    private static List<String> names(String what) {
        return IntStream.range(0, 50)
                .mapToObj(i ->
                        "crash-" + what + "-" + i + (i % 10 == 9 ? "-lostreply" : "") + (i % 2 == 0 ? ".com" : ".xyz"))
                .toList();
    }

    /** Orders all names at once, strikes when so many were accepted, and tells which were accepted in the end. */
    private static List<String> acceptUntil(Customer customer, List<String> names, int enough, Runnable strike) {
        var accepted = Collections.synchronizedList(new ArrayList<String>());
        var reached = new CountDownLatch(enough);
        var actions = new ArrayList<Callable<Boolean>>();
        names.forEach(name -> actions.add(() -> {
            try {
                if (customer.registerAsync(name).status() == 202) {
                    accepted.add(name);
                }
            } catch (UncheckedIOException nobodyAnswered) {
                // Its fate is unknown to the customer; the invariants below hold for it too.
            }
            reached.countDown();
            return true;
        }));
        actions.add(() -> {
            reached.await();
            strike.run();
            return true;
        });
        Together.run(actions);
        assertThat(accepted).hasSizeGreaterThan(0);
        return List.copyOf(accepted);
    }

    private void holdsEachOnce(Customer customer, List<String> names, List<String> accepted) {
        for (String name : accepted) {
            Answer end = customer.awaitRegistration(name, "succeeded", "failed");
            assertThat(end.state()).as(end::toString).isEqualTo("succeeded");
        }
        for (String name : names) {
            if (customer.registrationStatus(name).status() == 200) {
                customer.awaitRegistration(name, "succeeded");
            }
        }
        Ledger ledger = customer.ledger();
        for (String name : names) {
            boolean registered = customer.registration(name).status() == 200;
            assertThat(ledger.charges(name)).as("charges of " + name).isEqualTo(registered ? 1 : 0);
            assertThat(ledger.held(name)).as("holds of " + name).isEqualByComparingTo(BigDecimal.ZERO);
            assertThat(registries.has(name)).as(name + " at its registry").isEqualTo(registered);
        }
    }
}
