package dev.namestead.sandbox;

import static dev.namestead.sandbox.testing.Registrar.thinCreate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.Poll;
import dev.namestead.epp.client.NoAnswerException;
import dev.namestead.epp.client.NoSessionException;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.sandbox.fault.FaultAction;
import dev.namestead.sandbox.fault.FaultSpec;
import dev.namestead.sandbox.fault.FaultTarget;
import dev.namestead.sandbox.fault.Faults;
import dev.namestead.sandbox.fault.ServiceLevel;
import dev.namestead.sandbox.testing.RawClient;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    @TempDir
    static Path directory;

    static Sandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.in(directory);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @AfterEach
    void removeFaults() {
        sandbox.control().send("DELETE", "/faults", null);
    }

    private static void fault(String body) {
        sandbox.control().post("/faults", body);
    }

    private static void createIsNotAnswered(String name) {
        try (Registrar us = sandbox.thin()) {
            assertThatThrownBy(() -> us.trySend(thinCreate(name))).isInstanceOf(NoAnswerException.class);
        }
    }

    private static boolean exists(String name) {
        try (Registrar us = sandbox.thin()) {
            return !us.available(name);
        }
    }

    @Test
    void dropBefore_leavesNothingBehind_andHitsOnce() {
        fault("{'command': 'domain:create', 'action': 'drop-before'}");
        createIsNotAnswered("before.com");
        assertThat(exists("before.com")).isFalse();
        try (Registrar us = sandbox.thin()) {
            assertThat(us.code(thinCreate("before.com"))).isEqualTo(1000);
        }
        var fault = sandbox.control().get("/faults").get("faults").get(0);
        assertThat(fault.get("hits").asInt()).isEqualTo(1);
        assertThat(fault.get("seen").asInt()).isEqualTo(2);
    }

    @Test
    void chance_hitsItsShare_andTheSameCommandsUnderTheSameSeed() {
        assertThat(hits(7, 0.3))
                .hasSizeBetween(240, 360)
                .isEqualTo(hits(7, 0.3))
                .isNotEqualTo(hits(8, 0.3));
        assertThat(hits(7, 1)).hasSize(1000);
    }

    private static List<Long> hits(long seed, double chance) {
        var faults = new Faults();
        var spec = FaultSpec.of("check", FaultAction.CLOSE).byLot(chance, seed);
        faults.add(spec);
        var target = new FaultTarget("thin", "check", "domain:check", List.of());
        return LongStream.range(0, 1000)
                .filter(_ -> faults.meet(target, _ -> {}).isPresent())
                .boxed()
                .toList();
    }

    @Test
    void garbageAndForeignAnswers_areNoAnswers_andTheCommandIsDone() {
        for (String action : List.of("garbage", "malformed", "entity", "oversized", "wrong-id")) {
            fault("{'command': 'create', 'action': '" + action + "'}");
            try (Registrar us = sandbox.thinUnjudged()) {
                assertThatThrownBy(() -> us.trySend(thinCreate(action + ".com")))
                        .isInstanceOf(NoAnswerException.class);
            }
            assertThat(exists(action + ".com")).isTrue();
        }
    }

    @Test
    void anAnswer_thatIsCutAtAnyByte_isNone_andTheCommandIsDone() {
        for (int bytes : List.of(0, 1, 3, 4, 5, 100)) {
            fault("{'command': 'create', 'action': 'cut', 'bytes': " + bytes + "}");
            createIsNotAnswered("cut" + bytes + ".com");
            assertThat(exists("cut" + bytes + ".com")).isTrue();
        }
        fault("{'command': 'create', 'action': 'cut', 'seed': 5, 'times': 3}");
        for (int i = 0; i < 3; i++) {
            createIsNotAnswered("cut-somewhere" + i + ".com");
        }
    }

    @Test
    void wrongObject_speaksOfAnotherName() {
        fault("{'command': 'domain:info', 'action': 'wrong-object'}");
        try (Registrar us = sandbox.thin()) {
            us.code(thinCreate("right.com"));
            assertThat(us.info("right.com").name()).isEqualTo("not-right.com");
            assertThat(us.info("right.com").name()).isEqualTo("right.com");
        }
    }

    @Test
    void latency_isWithinTheServiceLevelNineTimesInTen_andFiveTimesItAtMost_theSameUnderTheSameSeed() {
        var query = new FaultTarget("thin", "check", "domain:check", List.of());
        List<Double> seconds = latencies(query, 3);
        assertThat(seconds).isEqualTo(latencies(query, 3)).isNotEqualTo(latencies(query, 4));
        assertThat(seconds.stream().filter(each -> each > 2).count()).isBetween(60L, 140L);
        assertThat(seconds).allMatch(each -> each >= 0 && each <= 10);
        assertThat(latencies(new FaultTarget("thin", "create", "domain:create", List.of()), 3))
                .anyMatch(each -> each > 10)
                .allMatch(each -> each <= 20);
    }

    private static List<Double> latencies(FaultTarget target, long seed) {
        var faults = new Faults();
        faults.add(FaultSpec.of(target.verb(), FaultAction.LATENCY).byLot(1, seed));
        return LongStream.range(0, 1000)
                .mapToObj(_ -> faults.meet(target, _ -> {}).orElseThrow())
                .map(fault -> ServiceLevel.draw(target, fault.lots(), 1).toNanos() / 1e9)
                .toList();
    }

    @Test
    void latency_canBeScaled_soThatNobodyWaits() {
        fault("{'command': 'domain:check', 'action': 'latency', 'scale': 0.001}");
        try (Registrar us = sandbox.thin()) {
            for (int i = 0; i < 20; i++) {
                assertThat(us.available("slowly" + i + ".com")).isTrue();
            }
        }
        assertThat(sandbox.control()
                        .get("/faults")
                        .get("faults")
                        .get(0)
                        .get("hits")
                        .asInt())
                .isEqualTo(20);
    }

    @Test
    void everySecondLogin_isRefused_andTheOthersAreNot() {
        fault("{'command': 'login', 'every': 2, 'action': 'result', 'code': 2200}");
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> sandbox.login("thin", "namestead", sandbox.password("thin", "namestead"), null))
                    .isInstanceOf(NoSessionException.class);
            sandbox.thin().close();
        }
    }

    @Test
    void moreThanTheLimit_isRefused_andWhatIsWithinItIsNot() {
        fault("{'command': 'domain:check', 'action': 'limit', 'limit': 3, 'millis': 600000, 'code': 2400}");
        try (Registrar us = sandbox.thin()) {
            for (int i = 0; i < 3; i++) {
                assertThat(us.available("within" + i + ".com")).isTrue();
            }
            assertThat(us.code(new DomainCommand.Check(List.of("beyond.com")))).isEqualTo(2400);
            assertThat(us.code(DomainCommand.Info.of("absent.com"))).isEqualTo(2303);
        }
        sandbox.control().send("DELETE", "/faults", null);
        fault("{'command': 'domain:check', 'action': 'limit', 'limit': 1, 'millis': 600000}");
        try (Registrar us = sandbox.thin()) {
            assertThat(us.available("first.com")).isTrue();
            assertThatThrownBy(() -> us.trySend(new DomainCommand.Check(List.of("cut.com"))))
                    .isInstanceOf(NoAnswerException.class);
        }
    }

    @Test
    void messages_comeAgain_andInAnyOrder() {
        try (Registrar us = sandbox.thick()) {
            us.contact("FAULTS-1");
            for (String label : List.of("a", "b", "c", "d")) {
                us.code(Registrar.thickCreate(label + "-pending.org", "FAULTS-1"));
            }
            sandbox.control().post("/clock", "{'advance': 'PT2H'}");
            fault("{'registry': 'thick', 'command': 'poll', 'action': 'shuffle', 'seed': 11}");
            List<String> shown = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                shown.add(us.send(new Poll.Request()).messageQueue().id());
            }
            assertThat(Set.copyOf(shown)).hasSizeGreaterThan(2);
            sandbox.control().send("DELETE", "/faults", null);

            fault("{'registry': 'thick', 'command': 'poll', 'nth': 2, 'action': 'repeat'}");
            String oldest = us.send(new Poll.Request()).messageQueue().id();
            assertThat(us.code(new Poll.Ack(oldest))).isEqualTo(1000);
            assertThat(us.send(new Poll.Request()).messageQueue().id()).isEqualTo(oldest);
            assertThat(us.code(new Poll.Ack(oldest))).isEqualTo(1000);
            assertThat(us.send(new Poll.Request()).messageQueue().id()).isNotEqualTo(oldest);
        }
    }

    @Test
    void dropAfterCommit_losesTheAnswerOnly() {
        fault("{'command': 'create', 'action': 'drop-after-commit'}");
        createIsNotAnswered("after.com");
        assertThat(exists("after.com")).isTrue();
    }

    @Test
    void lateCommit_showsNothingFirst_andTheNameLater() {
        fault("{'command': 'create', 'name': 'late.*', 'action': 'late-commit', 'millis': 400}");
        createIsNotAnswered("late.com");
        assertThat(exists("late.com")).isFalse();
        Awaitility.await().until(() -> exists("late.com"));
    }

    @Test
    void delay_commitsFirst_andAnswersLate() {
        fault("{'registry': 'thin', 'command': 'domain:create', 'action': 'delay', 'millis': 250}");
        try (Registrar us = sandbox.thin()) {
            long start = System.nanoTime();
            assertThat(us.code(thinCreate("delayed.com"))).isEqualTo(1000);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(240));
        }
    }

    @Test
    void result_answersWithTheCode_andRunsNothing() {
        fault("{'command': 'domain:create', 'action': 'result', 'code': 2104, 'times': 2}");
        try (Registrar us = sandbox.thin()) {
            assertThat(us.code(thinCreate("broke.com"))).isEqualTo(2104);
            assertThat(us.code(thinCreate("broke.com"))).isEqualTo(2104);
            assertThat(us.code(thinCreate("broke.com"))).isEqualTo(1000);
        }
    }

    @Test
    void result_2500_endsTheSession() {
        fault("{'command': 'poll', 'action': 'result', 'code': 2500}");
        try (Registrar us = sandbox.thin()) {
            assertThat(us.code(new Poll.Request())).isEqualTo(2500);
            assertThat(us.session().isUsable()).isFalse();
        }
    }

    @Test
    void close_answersAndCloses() {
        fault("{'command': 'domain:info', 'action': 'close'}");
        try (Registrar us = sandbox.thin()) {
            assertThat(us.code(DomainCommand.Info.of("absent.com"))).isEqualTo(2303);
            Awaitility.await().until(() -> !us.session().isUsable());
        }
    }

    @Test
    void theNthCommand_isHit_andOnlyOfThatName() {
        fault("{'command': 'domain:check', 'name': 'nth-?.com', 'nth': 2, 'action': 'result', 'code': 2400}");
        try (Registrar us = sandbox.thin()) {
            assertThat(us.available("other.com")).isTrue();
            assertThat(us.available("nth-1.com")).isTrue();
            assertThat(us.available("nth-22.com")).isTrue();
            assertThat(us.code(new DomainCommand.Check(List.of("x.com", "nth-2.com"))))
                    .isEqualTo(2400);
            assertThat(us.available("nth-3.com")).isTrue();
        }
    }

    @Test
    void anOutage_isADroppedConnect() {
        fault("{'registry': 'thin', 'command': 'connect', 'action': 'drop-before', 'times': 3}");
        for (int i = 0; i < 3; i++) {
            try (RawClient client = sandbox.raw("thin")) {
                assertThat(client.receive()).isEmpty();
            }
        }
        sandbox.thick().close();
        sandbox.thin().close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'action': 'explode'}",
                "{'action': 'delay'}",
                "{'action': 'close', 'millis': 5}",
                "{'action': 'result', 'code': 1234}",
                "{'action': 'close', 'command': 'domain:dance'}",
                "{'action': 'close', 'nth': 0}",
                "{'action': 'close', 'often': 3}",
                "{'action': 'close', 'command': 'connect'}",
                "{'action': 'limit', 'millis': 100}",
                "{'action': 'latency', 'scale': 0}",
                "{'action': 'cut', 'bytes': -1}",
                "{'action': 'shuffle', 'command': 'create'}",
                "[]",
                "{",
            })
    void aFaultThatMakesNoSense_isRefusedWith400(String body) {
        var reply = sandbox.control().send("POST", "/faults", body);
        assertThat(reply.status()).as("%s", reply).isEqualTo(400);
        assertThat(reply.body().get("error").asString()).isNotBlank();
    }

    @Test
    void faultsAndTheirCounters_surviveARestart(@TempDir Path own) {
        try (Sandbox before = Sandbox.in(own)) {
            before.control().post("/faults", "{'command': 'domain:create', 'action': 'result', 'code': 2400}");
            before.control().post("/faults", "{'command': 'domain:info', 'nth': 2, 'action': 'result', 'code': 2400}");
            try (Registrar us = before.thin()) {
                assertThat(us.code(thinCreate("once.com"))).isEqualTo(2400);
                assertThat(us.code(DomainCommand.Info.of("once.com"))).isEqualTo(2303);
            }
        }
        try (Sandbox after = Sandbox.in(own);
                Registrar us = after.thin()) {
            assertThat(us.code(thinCreate("once.com"))).isEqualTo(1000);
            assertThat(us.code(DomainCommand.Info.of("once.com"))).isEqualTo(2400);
            assertThat(after.control().send("DELETE", "/faults/1", null).status())
                    .isEqualTo(200);
            assertThat(after.control().send("DELETE", "/faults/1", null).status())
                    .isEqualTo(404);
        }
    }
}
