package dev.namestead.sandbox;

import static dev.namestead.sandbox.testing.Registrar.thinCreate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.EppResponse;
import dev.namestead.epp.Poll;
import dev.namestead.epp.client.NoAnswerException;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.sandbox.registry.Outcome;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomesTest {
    @TempDir
    static Path directory;

    static Sandbox sandbox;
    static Registrar thick;
    static Registrar thin;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.in(directory);
        thick = sandbox.thick();
        thin = sandbox.thin();
        thick.contact("OUTCOME-1");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static DomainCommand.Create thickCreate(String name) {
        return Registrar.thickCreate(name, "OUTCOME-1");
    }

    private static CheckResult check(Registrar us, String name) {
        return us.data(DomainData.Checked.class, new DomainCommand.Check(List.of(name)))
                .results()
                .getFirst();
    }

    /** Check says whether it is available; then what the create answers. */
    @ParameterizedTest
    @CsvSource({
        "plain, true, , 1000",
        "my-taken, false, In use, 2302",
        "my-reserved, false, Reserved, 2306",
        "my-rejected, true, , 2308",
        "my-pending, true, , 1001",
        "my-blocked, true, , 1001",
        "my-slow, true, , 1000",
        "taken, true, , 1000",
        "my-taken-x, true, , 1000",
    })
    void theLabelsEnd_decides(String label, boolean available, String reason, int code) {
        for (String extension : List.of("org", "com")) {
            Registrar us = extension.equals("org") ? thick : thin;
            String name = label + "." + extension;
            assertThat(check(us, name)).isEqualTo(new CheckResult(name, available, reason, null));
            assertThat(us.code(extension.equals("org") ? thickCreate(name) : thinCreate(name)))
                    .as(name)
                    .isEqualTo(code);
        }
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void everyOutcome_isDescribed_andFoundByItsSuffix(Outcome outcome) {
        assertThat(outcome.description()).hasSizeGreaterThan(40);
        assertThat(Outcome.of("any" + outcome.suffix() + ".co.uk")).containsExactly(outcome);
        assertThat(sandbox.control().get("/outcomes").toString()).contains(outcome.suffix());
    }

    @Test
    void aTakenName_isTheOtherRegistrars() {
        DomainData.Info info = thin.info("somebody-taken.com");
        assertThat(info.clId()).isEqualTo("rival");
        assertThat(info.authInfo()).isNull();
        assertThat(info.expiresAt()).isAfter(Instant.now());
    }

    @Test
    void aPremiumName_wantsItsFee_whereFeesAreSpoken() {
        String name = "my-premium.org";
        EppResponse checked = thick.send(
                new DomainCommand.Check(List.of(name)),
                new Fee.Check(null, List.of(Fee.Asked.of("create", null), Fee.Asked.of("renew", null))));
        Fee.ObjectFees fees =
                checked.extension(Fee.Checked.class).orElseThrow().of(name).orElseThrow();
        assertThat(fees.feeClass()).isEqualTo("premium");
        BigDecimal price = fees.command("create").orElseThrow().total().orElseThrow();
        assertThat(price).isEqualByComparingTo("250.00");
        assertThat(thick.code(thickCreate(name))).isEqualTo(2003);
        assertThat(thick.code(thickCreate(name), Fee.Transform.of(Fee.Operation.CREATE, "USD", BigDecimal.TEN)))
                .isEqualTo(2004);
        assertThat(thick.code(thickCreate(name), Fee.Transform.of(Fee.Operation.CREATE, "USD", price)))
                .isEqualTo(1000);
    }

    @Test
    void aPremiumName_isNotSold_whereFeesAreNotSpoken() {
        assertThat(check(thin, "my-premium.com")).isEqualTo(CheckResult.taken("my-premium.com", "Premium name"));
        assertThat(thin.code(thinCreate("my-premium.com"))).isEqualTo(2306);
    }

    @Test
    void aPendingName_becomesActiveAfterAnHourOfBusinessTime_andAMessageSaysSo() {
        String name = "wait-pending.com";
        EppResponse created = thin.send(thinCreate(name));
        assertThat(created.code()).isEqualTo(1001);
        assertThat(created.data(DomainData.Created.class).orElseThrow().expiresAt())
                .isNull();
        DomainData.Info before = thin.info(name);
        assertThat(before.hasStatus("pendingCreate")).isTrue();
        assertThat(before.expiresAt()).isNull();
        assertThat(thin.code(thinCreate(name))).isEqualTo(2302);
        assertThat(thin.code(new DomainCommand.Delete(name))).isEqualTo(2304);

        sandbox.control().post("/clock", "{'advance': 'PT61M'}");

        DomainData.Info after = thin.info(name);
        assertThat(after.hasStatus("pendingCreate")).isFalse();
        Instant decided = before.createdAt().plus(Duration.ofHours(1));
        assertThat(after.expiresAt())
                .isEqualTo(decided.atOffset(ZoneOffset.UTC).plusYears(1).toInstant());
        DomainData.PendingAction action = takeMessageAbout(thin, name);
        assertThat(action.done()).isTrue();
        assertThat(action.doneAt()).isEqualTo(decided);
        assertThat(action.transaction().clTrid()).isEqualTo(created.clTrid());
        assertThat(action.transaction().svTrid()).isEqualTo(created.svTrid());
    }

    /** Acknowledges messages until one is about the name. */
    private static DomainData.PendingAction takeMessageAbout(Registrar us, String name) {
        EppResponse message = us.send(new Poll.Request());
        while (message.code() == 1301) {
            assertThat(us.code(new Poll.Ack(message.messageQueue().id()))).isEqualTo(1000);
            var action = message.data(DomainData.PendingAction.class).orElseThrow();
            if (action.name().equals(name)) {
                return action;
            }
            message = us.send(new Poll.Request());
        }
        throw new AssertionError("no message about " + name);
    }

    @Test
    void aBlockedName_isNeverDecided() {
        String name = "never-blocked.com";
        assertThat(thin.code(thinCreate(name))).isEqualTo(1001);
        sandbox.control().post("/clock", "{'advance': 'P60D'}");
        assertThat(thin.info(name).hasStatus("pendingCreate")).isTrue();
    }

    @Test
    void aSlowName_isCommittedBeforeItsAnswer() throws Exception {
        String name = "late-slow.com";
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = threads.submit(() -> sandbox.thin().code(thinCreate(name)));
            Awaitility.await().until(() -> !thin.available(name));
            assertThat(answer.isDone()).isFalse();
            assertThat(answer.get()).isEqualTo(1000);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
    }

    @Test
    void aLostReply_isCommitted_andLostOnce() {
        String name = "gone-lostreply.com";
        try (Registrar us = sandbox.thin()) {
            assertThatThrownBy(() -> us.trySend(thinCreate(name))).isInstanceOf(NoAnswerException.class);
        }
        assertThat(thin.info(name).clId()).isEqualTo("namestead");
        assertThat(thin.code(thinCreate(name))).isEqualTo(2302);
        assertThat(thin.code(new DomainCommand.Delete(name))).isEqualTo(1000);
        assertThat(thin.code(thinCreate(name))).isEqualTo(1000);
    }
}
