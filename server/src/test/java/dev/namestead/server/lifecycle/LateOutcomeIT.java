package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.namestead.server.audit.Actor;
import dev.namestead.server.billing.Money;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.DomainName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Commands that come to their registry, or whose outcome comes to us, after a grace period has ended: the money is what the registry charged, for
 * it reckons by the moment at which it did what it was told.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LateOutcomeIT {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Actor HOLDER = new Actor("token", "holder", "late");

    private static LifeRegistries registries;
    private static LifeWorld world;

    @BeforeAll
    static void begin(@TempDir Path directory) {
        registries = LifeRegistries.plain(directory);
        world = new LifeWorld(DATABASE.database(), registries.open());
    }

    @Test
    @Order(2030)
    void aDeletionThatComesAfterTheGracePeriod_takesNoPaidYear() {
        world.on("2030-03-01").register("kept-year.com", false);
        world.on("2031-03-11").renew("kept-year.com");
        world.after("2031-04-14");
        refuses("kept-year.com", "domain:delete", 1);

        asksToDelete("kept-year.com");
        world.settle();
        world.moveTo(Instant.parse("2031-04-15T20:00:00Z"));
        mend();
        world.after("2031-04-16");

        assertThat(world.status("kept-year.com")).isEqualTo("redemption_period");
        assertThat(world.dates("kept-year.com"))
                .as("its registry keeps the year, and so does its holder")
                .startsWith("2032-03-01");
        assertAgreed("thin");

        world.restore("kept-year.com");
        assertThat(world.paid("kept-year.com")).as("no year again").isEqualTo(Money.parse("USD", "59.14"));
        assertAgreed("thin");
    }

    @ParameterizedTest
    @Order(2034)
    @CsvSource({"late-told.com, 2034, thin", "late-told.tech, 2037, thick"})
    void aDeletionWhoseOutcomeIsKnownAfterTheGracePeriod_bringsBackTheYear(String name, int year, String registry) {
        world.on(year + "-03-01").register(name, false);
        world.after(year + 1 + "-04-09");
        fault(name, "domain:delete", Map.of("action", "drop-after-commit"));
        // The reading before the command comes through.
        refuses(name, "domain:info", 2);
        long hits = world.faultHits();

        asksToDelete(name);
        await().atMost(Duration.ofSeconds(20)).until(() -> world.faultHits() > hits);
        world.away(year + 1 + "-04-20");
        mend();
        world.after(year + 1 + "-04-21");

        assertThat(world.status(name)).isEqualTo("redemption_period");
        assertAgreed(registry);
    }

    @Test
    @Order(2040)
    void aRestore_isNotGivenBack_withALaterRenewal() {
        world.on("2040-03-01").register("restored.com", false);
        world.on("2041-04-20").restore("restored.com");
        world.on("2041-04-21").renew("restored.com");

        world.on("2041-04-23").delete("restored.com");

        assertAgreed("thin");
    }

    @ParameterizedTest
    @Order(2044)
    @CsvSource({"overtaken.com, 2044, thin", "overtaken.tech, 2047, thick"})
    void aYearThatItsRegistryAdds_whileItsRenewalIsOnTheWay_isGivenBackLikeAnyOther(
            String name, int year, String registry) {
        world.on(year + "-03-01").register(name, false);
        world.after(year + 1 + "-02-28");
        refuses(name, "domain:renew", 1);
        asksToRenew(name);
        world.settle();
        world.moveTo(Instant.parse(year + 1 + "-03-01T20:00:00Z"));
        mend();
        world.after(year + 1 + "-03-02");
        assertThat(world.dates(name)).isEqualTo("%d-03-01 %d-03-01".formatted(year + 2, year + 2));

        world.on(year + 1 + "-03-12").delete(name);

        assertThat(world.status(name)).isEqualTo("redemption_period");
        assertAgreed(registry);
    }

    private static void asksToDelete(String name) {
        world.registrar().lifecycle().delete().accept(HOLDER, world.account(), DomainName.of(name));
    }

    private static void asksToRenew(String name) {
        world.registrar()
                .lifecycle()
                .renew()
                .accept(HOLDER, world.account(), new RenewRequest(DomainName.of(name), 1, null));
    }

    /** From that command on, until it is mended. */
    private static void refuses(String name, String command, int from) {
        fault(name, command, Map.of("action", "result", "code", 2400, "nth", from, "times", 100_000));
    }

    private static void fault(String name, String command, Map<String, Object> what) {
        Map<String, Object> fault = new HashMap<>(what);
        fault.putAll(Map.of("name", name, "command", command));
        world.control().send("POST", "/faults", fault);
    }

    private static void mend() {
        world.control().send("DELETE", "/faults", null);
    }

    private static void assertAgreed(String registry) {
        assertThat(world.bookedCost(registry))
                .as("what the ledger says that the registry took")
                .isEqualTo(Money.of("USD", new RegistryCharges(world.control()).of(registry)));
    }

    @AfterAll
    static void booksAndRegistriesAgree() {
        world.after("2052-01-01");
        assertThat(new LifeJudge(world, Pace.EXACT, List.of()).broken()).isEmpty();
        world.close();
        registries.close();
    }
}
