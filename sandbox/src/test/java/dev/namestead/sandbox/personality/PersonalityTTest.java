package dev.namestead.sandbox.personality;

import static dev.namestead.sandbox.testing.Diary.transfer;
import static dev.namestead.sandbox.testing.Registrar.thickCreate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.ContactData;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.TransferOp;
import dev.namestead.sandbox.testing.Diary;
import dev.namestead.sandbox.testing.Registrar;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A dialect of its own: transfers that copy contacts, premium names sold to who does not ask. */
class PersonalityTTest extends PersonalityTest {
    PersonalityTTest() {
        super("t");
    }

    @Test
    void aTransfer_bringsCopiesOfTheContacts() {
        try (Registrar us = at();
                Registrar rival = sandbox().open("t", "rival", Registrar.OBJECTS, List.of())) {
            us.contact("T-1");
            us.code(thickCreate("copied.tech", "T-1"));
            transfer(rival, TransferOp.REQUEST, "copied.tech");
            transfer(us, TransferOp.APPROVE, "copied.tech");
            DomainData.Info info = rival.info("copied.tech");
            assertThat(info.registrant()).startsWith("COPY-").hasSizeLessThanOrEqualTo(16);
            assertThat(info.contacts()).extracting(DomainCommand.Contact::id).containsOnly(info.registrant());
            assertThat(rival.data(ContactData.Info.class, new ContactCommand.Info(info.registrant(), null))
                            .clId())
                    .isEqualTo("rival");
            assertThat(us.code(new ContactCommand.Delete("T-1"))).isEqualTo(1000);
        }
    }

    @Test
    void aPremiumName_isSold_toWhoDoesNotAskForItsPrice() {
        Diary diary = new Diary(sandbox(), "t");
        try (Registrar us = at()) {
            us.contact("T-2");
            BigDecimal before = diary.paid("namestead");
            assertThat(check(us, "radio.tech").available()).isTrue();
            assertThat(us.code(thickCreate("radio.tech", "T-2"))).isEqualTo(1000);
            assertThat(diary.paid("namestead").subtract(before)).isEqualByComparingTo("640.00");
        }
    }
}
