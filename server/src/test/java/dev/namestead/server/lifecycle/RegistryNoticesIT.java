package dev.namestead.server.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.Catalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

/** What registries do to names by themselves is told to their holders, once each time. Years go on from one diary to the next. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RegistryNoticesIT {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final List<String> NAMES = List.of("taken.com", "taken.org");

    private static LifeRegistries registries;
    private static LifeWorld world;
    private static LifeMails mails;

    @BeforeAll
    static void begin(@TempDir Path directory) {
        registries = LifeRegistries.of(directory, Catalog.builtIn(), LifeByRegistryIT.REGISTRIES);
        world = new LifeWorld(DATABASE.database(), registries.open());
        mails = new LifeMails(world);
    }

    @Test
    @Order(2030)
    void aSuspensionByTheRegistry_andItsEnd_areTold_eachTime() {
        world.on("2030-05-01");
        NAMES.forEach(name -> world.register(name, false));
        for (String month : List.of("06", "07")) {
            arrange(Map.of("serverStatuses", List.of("serverHold")));
            world.on("2030-" + month + "-10").on("2030-" + month + "-20");
            assertThat(NAMES).allSatisfy(name -> assertThat(world.status(name)).isEqualTo("suspended"));
            arrange(Map.of("serverStatuses", List.of()));
            world.on("2030-" + month + "-28");
        }

        assertThat(NAMES).allSatisfy(name -> {
            assertThat(world.status(name)).isEqualTo("active");
            assertThat(mails.kinds(name))
                    .containsExactly(
                            "registration_succeeded",
                            "registration_suspended_by_registry",
                            "registration_reinstated_by_registry",
                            "registration_suspended_by_registry",
                            "registration_reinstated_by_registry");
            assertThat(mails.body(name, "registration_reinstated_by_registry")).contains("The name works again.");
            assertThat(mails.withoutRule(name)).isEmpty();
        });
    }

    @ParameterizedTest
    @Order(2040)
    @CsvSource({
        "transferredAway, 2040, registration_transferred_away, to another registrar",
        "removed, 2042, registration_removed, does not know the name any more"
    })
    void aNameThatItsRegistryTakesAway_isTold_andItsHistoryEnds(String what, int year, String kind, String words) {
        String name = what.toLowerCase(Locale.ROOT) + ".com";
        world.on(year + "-05-01").register(name, false);
        world.arrange(name, Map.of(what, true));
        world.on(year + "-06-10").on(year + "-06-11");

        assertThat(world.status(name)).isEqualTo("free");
        assertThat(mails.kinds(name)).containsExactly("registration_succeeded", kind);
        assertThat(mails.body(name, kind)).contains(words);
        String last = world.registrar()
                .database()
                .read(tx -> tx.sql()
                        .sql("SELECT action FROM audit_entry WHERE subject = :name ORDER BY audit_id DESC LIMIT 1")
                        .param("name", name)
                        .query(String.class)
                        .single());
        assertThat(last).isEqualTo("registration.end");
    }

    private static void arrange(Map<String, Object> knobs) {
        NAMES.forEach(name -> world.arrange(name, knobs));
    }

    @Test
    @Order(2060)
    void aNameThatLapses_isToldWhenThatWillBe_andWhenItIs_andAgainWhenItLapsesAgain() {
        world.on("2060-05-01").register("lapsing.io", false);
        world.after("2062-06-17");

        assertThat(world.status("lapsing.io")).isEqualTo("redemption_period");
        assertThat(mails.body("lapsing.io", "expired")).contains("deleted on 2062-06-15 at the earliest");
        assertThat(mails.body("lapsing.io", "registration_deleted"))
                .contains("by its registry, because it was not renewed", "It can be restored");

        world.on("2062-06-20").restore("lapsing.io");
        assertThat(world.dates("lapsing.io")).startsWith("2063-05-01 ");
        world.after("2063-06-30");

        assertThat(world.status("lapsing.io")).isEqualTo("redemption_period");
        assertThat(mails.kinds("lapsing.io"))
                .containsExactly(
                        "registration_succeeded",
                        "data_reminder",
                        "expiry_month",
                        "expiry_week",
                        "data_reminder",
                        "expired",
                        "registration_deleted",
                        "registration_restored",
                        "expiry_month",
                        "expiry_week",
                        "data_reminder",
                        "expired",
                        "registration_deleted");
        assertThat(mails.withoutRule("lapsing.io")).isEmpty();
    }

    @AfterAll
    static void close() {
        assertThat(new LifeJudge(world, Pace.EXACT, List.of()).broken()).isEmpty();
        world.close();
        registries.close();
    }
}
