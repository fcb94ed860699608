package dev.namestead.sandbox.personality;

import static dev.namestead.sandbox.testing.Registrar.thickCreate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.extension.Charge;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.sandbox.testing.Registrar;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In the manner of the old thick registries: charges, and billing contacts. */
class PersonalityITest extends PersonalityTest {
    PersonalityITest() {
        super("i");
    }

    @Test
    void prices_areToldUnasked_inAnExtensionOfTheOldDays() {
        try (Registrar us = at(EppNamespace.CHARGE)) {
            us.contact("I-1");
            EppResponse checked = us.send(new DomainCommand.Check(List.of("crypto.live", "plain.live")));
            Charge.Checked charges = checked.extension(Charge.Checked.class).orElseThrow();
            Charge.Set premium = charges.names().getFirst().sets().getFirst();
            assertThat(premium.category()).isEqualTo("premium");
            assertThat(premium.of("create")).contains(new BigDecimal("1550.00"));
            assertThat(premium.of("renew")).contains(new BigDecimal("155.00"));
            assertThat(charges.names().get(1).sets().getFirst().category()).isEqualTo("standard");
            assertThat(us.code(create("crypto.live"))).isEqualTo(2003);
            assertThat(us.code(create("crypto.live"), agreed("100.00"))).isEqualTo(2004);
            EppResponse created = us.send(create("crypto.live"), agreed("1550.00"));
            assertThat(created.code()).isEqualTo(1000);
            assertThat(created.extension(Charge.Told.class)
                            .orElseThrow()
                            .sets()
                            .getFirst()
                            .of("create"))
                    .contains(new BigDecimal("1550.00"));
        }
    }

    private static Charge.Agreement agreed(String amount) {
        var create = new Charge.Amount("create", null, new BigDecimal(amount));
        return new Charge.Agreement(List.of(new Charge.Set("premium", null, "price", null, List.of(create))));
    }

    private static DomainCommand.Create create(String name) {
        return withBilling(name, "I-1");
    }

    @Test
    void aBillingContact_isDemanded() {
        try (Registrar us = at()) {
            us.contact("I-2");
            assertThat(us.code(thickCreate("nobilling.live", "I-2"))).isEqualTo(2003);
            assertThat(us.code(withBilling("billing.live", "I-2"))).isEqualTo(1000);
        }
    }
}
