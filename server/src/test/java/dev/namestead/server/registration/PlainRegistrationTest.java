package dev.namestead.server.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.TestDatabase;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.ScriptedRegistry;
import dev.namestead.server.workflow.WorkflowProbe;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A registration is shown the same by the short way, which only a plain one takes, and by all that is known of it. */
class PlainRegistrationTest {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    /** RFC 5731, section 2.3. */
    private static final List<String> EPP = List.of(
            "ok",
            "inactive",
            "clientDeleteProhibited",
            "clientHold",
            "clientRenewProhibited",
            "clientTransferProhibited",
            "clientUpdateProhibited",
            "serverDeleteProhibited",
            "serverHold",
            "serverRenewProhibited",
            "serverTransferProhibited",
            "serverUpdateProhibited",
            "pendingCreate",
            "pendingDelete",
            "pendingRenew",
            "pendingTransfer",
            "pendingUpdate",
            "unheardOf");
    /** RFC 3915, section 3.1. */
    private static final List<String> RGP = List.of(
            "addPeriod",
            "autoRenewPeriod",
            "renewPeriod",
            "transferPeriod",
            "redemptionPeriod",
            "pendingRestore",
            "pendingDelete",
            "unheardOf");

    @Test
    void everyStatusShowsTheSameByBothWays() {
        try (RegistrarWorld world =
                new RegistrarWorld(DATABASE.database(), new ScriptedRegistry("thick", true), WorkflowProbe.NONE)) {
            AccountId account = world.account();
            world.register(account, "plain-and-not.org");
            List<String> plain = new ArrayList<>();
            for (boolean registered : List.of(true, false)) {
                for (Instant paidUntil : List.of(
                        world.now().plus(Duration.ofDays(9)), world.now().minusSeconds(1))) {
                    for (String epp : EPP) {
                        for (String rgp : RGP) {
                            if (sameByBothWays(
                                    world, account, registered, paidUntil, "{" + epp + "}", "{" + rgp + "}", "{}")) {
                                plain.add(epp + " " + rgp);
                            }
                        }
                    }
                    assertThat(sameByBothWays(world, account, registered, paidUntil, "{}", "{}", "{}"))
                            .isEqualTo(registered);
                    assertThat(sameByBothWays(world, account, registered, paidUntil, "{}", "{}", "{verification}"))
                            .isFalse();
                }
            }
            // Ten EPP statuses and four of RFC 3915 mean nothing, before and after the end of what is paid.
            assertThat(plain).hasSize(2 * 10 * 4).contains("clientTransferProhibited addPeriod");
        }
    }

    /** Whether it took the short way. */
    private static boolean sameByBothWays(
            RegistrarWorld world,
            AccountId account,
            boolean registered,
            Instant paidUntil,
            String epp,
            String rgp,
            String holds) {
        boolean plain = DATABASE.database()
                .inTransaction(tx -> tx.sql()
                        .sql("""
                        UPDATE registration
                        SET registered = :registered, paid_until = :paidUntil, statuses = CAST(:epp AS text[]),
                            rgp_statuses = CAST(:rgp AS text[]), holds = CAST(:holds AS text[])
                        WHERE account_id = :account RETURNING plain
                        """)
                        .param("registered", registered)
                        .param("paidUntil", OffsetDateTime.ofInstant(paidUntil, ZoneOffset.UTC))
                        .param("epp", epp)
                        .param("rgp", rgp)
                        .param("holds", holds)
                        .param("account", account.value())
                        .query(Boolean.class)
                        .single());
        DomainName name = DomainName.of("plain-and-not.org");
        Registration all = world.registration(account, name.ascii());
        assertThat(world.registrar().registrations().show(account, name))
                .as("%s %s %s %s", registered, paidUntil, epp, rgp)
                .contains(all.summary(world.now()));
        return plain;
    }
}
