package dev.namestead.sandbox;

import static dev.namestead.sandbox.testing.Diary.delete;
import static dev.namestead.sandbox.testing.Diary.graces;
import static dev.namestead.sandbox.testing.Diary.messages;
import static dev.namestead.sandbox.testing.Diary.plusYears;
import static dev.namestead.sandbox.testing.Diary.renew;
import static dev.namestead.sandbox.testing.Diary.statuses;
import static dev.namestead.sandbox.testing.Diary.transfer;
import static dev.namestead.sandbox.testing.Diary.transferOf;
import static dev.namestead.sandbox.testing.Registrar.forYears;
import static dev.namestead.sandbox.testing.Registrar.thinCreate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppResponse;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainCommand.Part;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.object.HostData;
import dev.namestead.epp.object.TransferOp;
import dev.namestead.sandbox.testing.Diary;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that change hands, or do not: we lose, the rival gains. A year of com costs 8.37. */
class TransferTest {
    @TempDir
    static Path directory;

    static Sandbox sandbox;
    static Registrar us;
    static Registrar rival;
    static Diary diary;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.in(directory);
        diary = new Diary(sandbox, "thin");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    /** Other stories' names go on renewing themselves. */
    @BeforeEach
    void forget() {
        sandbox.control().post("/reset", "{}");
        us = sandbox.thin();
        rival = sandbox.rivalAt("thin");
    }

    private static Instant registered(String name) {
        assertThat(us.code(thinCreate(name))).isEqualTo(1000);
        diary.pass("P60D");
        return us.info(name).expiresAt();
    }

    private static DomainData.Transfer only(List<EppResponse> messages) {
        assertThat(messages).hasSize(1);
        return transferOf(messages.getFirst());
    }

    @Test
    void aRequest_isPending_toldToTheOtherSide_andSeenByBoth() {
        String name = "asked.com";
        Instant expiry = registered(name);
        EppResponse asked = transfer(rival, TransferOp.REQUEST, name);
        assertThat(asked.code()).isEqualTo(1001);
        DomainData.Transfer state = transferOf(asked);
        assertThat(state.status()).isEqualTo("pending");
        assertThat(state.requesterId()).isEqualTo("rival");
        assertThat(state.actorId()).isEqualTo("namestead");
        assertThat(state.actAt()).isEqualTo(state.requestedAt().plus(Duration.ofDays(5)));
        assertThat(state.expiresAt()).isEqualTo(plusYears(expiry, 1));
        assertThat(statuses(us, name)).contains("pendingTransfer");
        assertThat(us.info(name).expiresAt()).isEqualTo(expiry);
        assertThat(only(messages(us))).isEqualTo(state);
        assertThat(transferOf(transfer(us, TransferOp.QUERY, name))).isEqualTo(state);
        assertThat(transferOf(transfer(rival, TransferOp.QUERY, name))).isEqualTo(state);
        assertThat(transfer(rival, TransferOp.REQUEST, name).code()).isEqualTo(2300);
        assertThat(delete(us, name).code()).isEqualTo(2304);
        assertThat(renew(us, name, 1).code()).isEqualTo(2304);
        assertThat(diary.paid("rival")).as("nothing is charged yet").isZero();
    }

    @Test
    void approved_theNameIsTheirs_withAYear_itsHosts_andWithoutACode() {
        String name = "approved.com";
        Instant expiry = registered(name);
        us.host("ns1." + name, "192.0.2.1");
        transfer(rival, TransferOp.REQUEST, name);
        assertThat(transfer(rival, TransferOp.APPROVE, name).code()).isEqualTo(2201);
        EppResponse approved = transfer(us, TransferOp.APPROVE, name);
        assertThat(approved.code()).isEqualTo(1000);
        assertThat(transferOf(approved).status()).isEqualTo("clientApproved");
        DomainData.Info info = rival.info(name);
        assertThat(info.clId()).isEqualTo("rival");
        assertThat(info.creatorId()).isEqualTo("namestead");
        assertThat(info.transferredAt()).isEqualTo(transferOf(approved).actAt());
        assertThat(info.expiresAt()).isEqualTo(plusYears(expiry, 1));
        assertThat(info.authInfo()).isEqualTo(AuthInfo.of(""));
        assertThat(statuses(rival, name)).doesNotContain("pendingTransfer");
        assertThat(graces(rival, name)).containsExactly("transferPeriod");
        assertThat(rival.data(HostData.Info.class, new HostCommand.Info("ns1." + name))
                        .clId())
                .isEqualTo("rival");
        assertThat(only(messages(rival)).status()).isEqualTo("clientApproved");
        assertThat(diary.paid("rival")).isEqualByComparingTo("8.37");
        assertThat(transfer(us, TransferOp.APPROVE, name).code()).isEqualTo(2301);
    }

    @Test
    void delete_inTheTransferGracePeriod_takesTheYearOff_andGivesItsPriceBack() {
        String name = "regretted.com";
        Instant expiry = registered(name);
        transfer(rival, TransferOp.REQUEST, name);
        transfer(us, TransferOp.APPROVE, name);
        diary.pass("P4D");
        assertThat(delete(rival, name).code()).isEqualTo(1001);
        assertThat(rival.info(name).expiresAt()).isEqualTo(expiry);
        assertThat(diary.paid("rival")).isZero();
    }

    @Test
    void rejected_orCancelled_allIsAsBefore_andTheOtherSideIsTold() {
        String name = "staying.com";
        Instant expiry = registered(name);
        transfer(rival, TransferOp.REQUEST, name);
        messages(us);
        assertThat(transfer(us, TransferOp.CANCEL, name).code()).isEqualTo(2201);
        assertThat(transferOf(transfer(us, TransferOp.REJECT, name)).status()).isEqualTo("clientRejected");
        assertThat(only(messages(rival)).status()).isEqualTo("clientRejected");
        assertThat(us.info(name).clId()).isEqualTo("namestead");
        assertThat(us.info(name).expiresAt()).isEqualTo(expiry);
        assertThat(statuses(us, name)).doesNotContain("pendingTransfer");

        transfer(rival, TransferOp.REQUEST, name);
        messages(us);
        DomainData.Transfer cancelled = transferOf(transfer(rival, TransferOp.CANCEL, name));
        assertThat(cancelled.status()).isEqualTo("clientCancelled");
        assertThat(cancelled.actorId()).isEqualTo("rival");
        assertThat(only(messages(us)).status()).isEqualTo("clientCancelled");
        assertThat(transferOf(transfer(us, TransferOp.QUERY, name)).status()).isEqualTo("clientCancelled");
        assertThat(diary.paid("rival")).isZero();
    }

    @Test
    void afterFiveDays_theRegistryApproves_andTellsBoth() {
        String name = "silent.com";
        registered(name);
        transfer(rival, TransferOp.REQUEST, name);
        messages(us);
        diary.pass("P4DT23H");
        assertThat(us.info(name).clId()).isEqualTo("namestead");
        diary.pass("PT2H");
        assertThat(rival.info(name).clId()).isEqualTo("rival");
        assertThat(only(messages(us)).status()).isEqualTo("serverApproved");
        assertThat(only(messages(rival)).status()).isEqualTo("serverApproved");
    }

    @Test
    void inTheAutoRenewGracePeriod_noYearIsAdded_theGainingSidePays_andTheLosingOneGetsItsBack() {
        String name = "subsumed.com";
        Instant expiry = registered(name);
        diary.pass("P310D");
        messages(us);
        assertThat(graces(us, name)).containsExactly("autoRenewPeriod");
        assertThat(diary.paid("namestead")).isEqualByComparingTo("16.74");
        DomainData.Transfer asked = transferOf(transfer(rival, TransferOp.REQUEST, name));
        assertThat(asked.expiresAt()).isEqualTo(plusYears(expiry, 1));
        transfer(us, TransferOp.APPROVE, name);
        assertThat(rival.info(name).expiresAt()).isEqualTo(plusYears(expiry, 1));
        assertThat(diary.paid("namestead")).isEqualByComparingTo("8.37");
        assertThat(diary.paid("rival")).isEqualByComparingTo("8.37");
    }

    @Test
    void theTerm_endsTenYearsAhead_whateverATransferAdds() {
        String name = "longest.com";
        us.code(forYears(thinCreate(name), 10));
        diary.pass("P60D");
        assertThat(rival.code(new DomainCommand.Transfer(
                        TransferOp.REQUEST, name, EppPeriod.years(1), AuthInfo.of(Registrar.CODE))))
                .isEqualTo(2004);
        DomainData.Transfer asked = transferOf(transfer(rival, TransferOp.REQUEST, name));
        assertThat(asked.expiresAt()).isEqualTo(plusYears(asked.requestedAt(), 10));
    }

    @Test
    void aRequest_wantsTheCode_aFreeStatus_andAnotherSponsor() {
        String name = "guarded.com";
        registered(name);
        var without = new DomainCommand.Transfer(TransferOp.REQUEST, name, null, null);
        assertThat(rival.code(without)).isEqualTo(2202);
        var wrong = new DomainCommand.Transfer(TransferOp.REQUEST, name, null, AuthInfo.of("wrong-code-1"));
        assertThat(rival.code(wrong)).isEqualTo(2202);
        assertThat(transfer(us, TransferOp.REQUEST, name).code()).isEqualTo(2002);
        assertThat(transfer(rival, TransferOp.REQUEST, "nowhere.com").code()).isEqualTo(2303);
        assertThat(transfer(rival, TransferOp.QUERY, "nowhere.com").code()).isEqualTo(2303);
        assertThat(transfer(rival, TransferOp.QUERY, name).code()).isEqualTo(2301);
        var lock = new Part(null, List.of(), List.of(EppStatus.of(EppStatus.CLIENT_TRANSFER_PROHIBITED)));
        us.code(new DomainCommand.Update(name, lock, Part.NONE, null));
        assertThat(transfer(rival, TransferOp.REQUEST, name).code()).isEqualTo(2304);
        us.code(new DomainCommand.Update(name, Part.NONE, lock, null));
        assertThat(transfer(rival, TransferOp.REQUEST, name).code()).isEqualTo(1001);
    }
}
