package dev.namestead.sandbox.personality;

import static dev.namestead.sandbox.testing.Diary.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainCommand.Part;
import dev.namestead.epp.object.TransferOp;
import dev.namestead.sandbox.testing.Registrar;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another dialect: fees told one by one, numbers with a price of their own, locks. */
class PersonalityCTest extends PersonalityTest {
    PersonalityCTest() {
        super("c");
    }

    @Test
    void fees_areToldOneByOne_andNumbersHaveAPriceOfTheirOwn() {
        try (Registrar us = at(EppNamespace.FEE)) {
            EppResponse checked = us.send(
                    new DomainCommand.Check(List.of("1234567.xyz")),
                    new Fee.Check("USD", List.of(Fee.Asked.of("create", null), Fee.Asked.of("renew", null))));
            Fee.Checked fees = checked.extension(Fee.Checked.class).orElseThrow();
            assertThat(fees.objects()).hasSize(2);
            Fee.ObjectFees all = fees.of("1234567.xyz").orElseThrow();
            assertThat(all.feeClass()).isEqualTo("numeric");
            assertThat(all.command("renew").orElseThrow().total()).contains(new BigDecimal("0.85"));
        }
    }

    @Test
    void aFreshName_isLocked() {
        try (Registrar us = at();
                Registrar rival = sandbox().open("c", "rival", Registrar.OBJECTS, List.of())) {
            us.contact("C-1");
            us.code(withBilling("locked.xyz", "C-1"));
            assertThat(transfer(rival, TransferOp.REQUEST, "locked.xyz").code()).isEqualTo(2304);
            sandbox().control().post("/clock", "{'advance': 'P60D'}");
            assertThat(transfer(rival, TransferOp.REQUEST, "locked.xyz").code()).isEqualTo(1001);
            transfer(us, TransferOp.APPROVE, "locked.xyz");
            rival.code(new DomainCommand.Update(
                    "locked.xyz", Part.NONE, Part.NONE, new DomainCommand.Change(null, AuthInfo.of(Registrar.CODE))));
            assertThat(transfer(us, TransferOp.REQUEST, "locked.xyz").code()).isEqualTo(2304);
        }
    }
}
