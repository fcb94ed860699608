package dev.namestead.sandbox;

import static dev.namestead.sandbox.testing.Registrar.thinCreate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppResponse;
import dev.namestead.epp.Poll;
import dev.namestead.epp.extension.Rgp;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainCommand.Part;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ClockTest {
    @TempDir
    Path directory;

    Sandbox sandbox;

    @BeforeEach
    void start() {
        sandbox = Sandbox.in(directory);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private JsonNode advance(String duration) {
        return sandbox.control().post("/clock", "{'advance': '" + duration + "'}");
    }

    private Instant now() {
        return Instant.parse(sandbox.control().get("/clock").get("now").asString());
    }

    @Test
    void theClock_startsAtRealTime_andGoesForwardOnly() {
        assertThat(now()).isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(5));
        sandbox.control().post("/clock", "{'set': '2100-01-01T00:00:00Z'}");
        assertThat(now()).isBetween(Instant.parse("2100-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:01:00Z"));
        var back = sandbox.control().send("POST", "/clock", "{'set': '2099-12-31T23:00:00Z'}");
        assertThat(back.status()).isEqualTo(400);
        assertThat(back.body().get("error").asString()).contains("only goes forward");
        sandbox.control().post("/clock", "{'set': '2100-01-01T00:00:00Z'}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'set': 'tomorrow'}",
                "{'advance': '30 days'}",
                "{'advance': 'P-1D'}",
                "{'advance': 'P900000D'}",
                "{'set': '2100-01-01T00:00:00Z', 'advance': 'P1D'}",
                "{'set': '9999-01-01T00:00:00Z'}",
            })
    void aMoveThatMakesNoSense_isRefusedWith400(String body) {
        assertThat(sandbox.control().send("POST", "/clock", body).status()).isEqualTo(400);
        assertThat(now()).isBefore(Instant.now().plusSeconds(5));
    }

    @Test
    void theClock_survivesARestart() {
        advance("P40D");
        Instant before = now();
        sandbox.close();
        sandbox = Sandbox.in(directory);
        assertThat(now()).isBetween(before, before.plusSeconds(60));
    }

    @Test
    void whatBecomesDue_runsInTheOrderOfItsInstants_overAllRegistries() {
        Registrar thin = sandbox.thin();
        Registrar thick = sandbox.thick();
        thick.contact("CLOCK-1");
        thin.code(thinCreate("one-pending.com"));
        advance("PT10M");
        thick.code(Registrar.thickCreate("two-pending.org", "CLOCK-1"));
        advance("PT10M");
        thin.code(thinCreate("three-pending.com"));

        Instant first = thin.info("one-pending.com").createdAt().plus(Duration.ofHours(1));
        assertThat(sandbox.control().get("/clock").get("nextDue").asString()).isEqualTo(first.toString());
        assertThat(advance("PT2H").get("ran").asInt()).isEqualTo(3);

        List<Instant> queued = new ArrayList<>();
        queued.add(nextMessage(thin));
        queued.add(nextMessage(thick));
        queued.add(nextMessage(thin));
        assertThat(queued).isSorted().first().isEqualTo(first);
        assertThat(thin.code(new Poll.Request())).isEqualTo(1300);
    }

    private static Instant nextMessage(Registrar us) {
        EppResponse message = us.send(new Poll.Request());
        assertThat(message.code()).isEqualTo(1301);
        us.code(new Poll.Ack(message.messageQueue().id()));
        return message.messageQueue().date();
    }

    @Test
    void poll_showsTheOldestMessageUntilItIsAcknowledged_once() {
        Registrar us = sandbox.thin();
        us.code(thinCreate("a-pending.com"));
        us.code(thinCreate("b-pending.com"));
        advance("PT2H");
        EppResponse first = us.send(new Poll.Request());
        assertThat(first.messageQueue().count()).isEqualTo(2);
        assertThat(us.send(new Poll.Request()).messageQueue().id())
                .isEqualTo(first.messageQueue().id());
        EppResponse acked = us.send(new Poll.Ack(first.messageQueue().id()));
        assertThat(acked.messageQueue().count()).isEqualTo(1);
        assertThat(us.code(new Poll.Ack(first.messageQueue().id()))).isEqualTo(2303);
        assertThat(us.send(new Poll.Request())
                        .data(DomainData.PendingAction.class)
                        .orElseThrow()
                        .name())
                .isEqualTo("b-pending.com");
        try (Registrar rival = sandbox.rivalAt("thin")) {
            assertThat(rival.code(new Poll.Request())).isEqualTo(1300);
        }
    }

    @Test
    void aPendingName_thatBecomesDueWhileTheSandboxIsDown_completesAtTheStart_asOfItsInstant() {
        Duration pendingAfter = Duration.ofMillis(700);
        sandbox.close();
        sandbox = Sandbox.in(directory, config -> config.withPendingAfter(pendingAfter));
        Registrar us = sandbox.thin();
        us.code(thinCreate("asleep-pending.com"));
        Instant due = us.info("asleep-pending.com").createdAt().plus(pendingAfter);
        sandbox.close();
        Awaitility.await().until(() -> Instant.now().isAfter(due));
        sandbox = Sandbox.in(directory);
        assertThat(sandbox.thin().info("asleep-pending.com").expiresAt())
                .isEqualTo(due.atOffset(ZoneOffset.UTC).plusYears(1).toInstant());
    }

    @Test
    void aPendingName_completesByItself_whenItsTimeHasCome() {
        sandbox.close();
        sandbox = Sandbox.in(directory, config -> config.withPendingAfter(Duration.ofMillis(100)));
        Registrar us = sandbox.thin();
        us.code(thinCreate("soon-pending.com"));
        Awaitility.await().until(() -> us.info("soon-pending.com").expiresAt() != null);
    }

    /** From the first year to the release, as a diary. */
    @Test
    void aName_renewsItself_isDeleted_restored_deletedAgain_andReleased() {
        Registrar us = sandbox.thin();
        us.code(thinCreate("diary.com"));
        Instant expiry = us.info("diary.com").expiresAt();
        assertThat(graces(us)).containsExactly("addPeriod");

        advance("P6D");
        assertThat(graces(us)).isEmpty();

        advance("P366D");
        Instant renewed = expiry.atOffset(ZoneOffset.UTC).plusYears(1).toInstant();
        assertThat(us.info("diary.com").expiresAt()).isEqualTo(renewed);
        assertThat(graces(us)).containsExactly("autoRenewPeriod");

        us.code(new DomainCommand.Update(
                "diary.com", new Part(null, List.of(), List.of(EppStatus.of(EppStatus.CLIENT_HOLD))), Part.NONE, null));
        assertThat(us.code(new DomainCommand.Delete("diary.com"))).isEqualTo(1001);
        assertThat(us.info("diary.com").hasStatus("pendingDelete")).isTrue();
        assertThat(us.info("diary.com").hasStatus("clientHold")).isFalse();
        assertThat(graces(us)).containsExactly("redemptionPeriod");
        assertThat(us.code(new DomainCommand.Delete("diary.com"))).isEqualTo(2304);

        advance("P29D");
        var restore = new DomainCommand.Update("diary.com", Part.NONE, Part.NONE, new DomainCommand.Change(null, null));
        assertThat(us.code(restore, new Rgp.RestoreRequest())).isEqualTo(1000);
        assertThat(us.info("diary.com").statuses()).extracting(EppStatus::value).containsExactly("inactive");
        assertThat(us.info("diary.com").expiresAt()).isEqualTo(renewed);

        us.code(new DomainCommand.Delete("diary.com"));
        advance("P31D");
        assertThat(graces(us)).containsExactly("pendingDelete");
        assertThat(us.code(restore, new Rgp.RestoreRequest())).isEqualTo(2304);
        advance("P5D");
        assertThat(us.available("diary.com")).isTrue();
    }

    private static List<String> graces(Registrar us) {
        return us.send(DomainCommand.Info.of("diary.com"))
                .extension(Rgp.Info.class)
                .map(rgp -> rgp.statuses().stream().map(Rgp.RgpStatus::value).toList())
                .orElse(List.of());
    }
}
