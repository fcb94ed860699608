package dev.namestead.sandbox.personality;

import static dev.namestead.sandbox.testing.Registrar.thickCreate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.client.EppCredentials;
import dev.namestead.epp.client.NoSessionException;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainCommand.Part;
import dev.namestead.sandbox.testing.Registrar;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the RFCs describe and ICANN recommends: certificates, long passwords, random authInfo. */
class PersonalitySTest extends PersonalityTest {
    PersonalitySTest() {
        super("s");
    }

    @Test
    void aLogin_needsTheRegistrarsOwnCertificate() {
        var wrong = new EppCredentials(
                "namestead", sandbox().password("s", "namestead"), null, Registrar.OBJECTS, List.of());
        assertThatThrownBy(() -> sandbox().login("s", wrong, "rival")).isInstanceOf(NoSessionException.class);
        assertThatThrownBy(() -> sandbox().login("s", wrong, null)).isInstanceOf(NoSessionException.class);
        sandbox().open("s", "rival").close();
    }

    @Test
    void aLongPassword_isTakenInTheExtension() throws NoSessionException {
        String before = sandbox().password("s", "rival");
        String longer = "a password that is longer than sixteen characters";
        var extensions = List.of(EppNamespace.LOGIN_SEC);
        sandbox()
                .login("s", new EppCredentials("rival", before, longer, Registrar.OBJECTS, extensions))
                .close();
        sandbox()
                .login("s", new EppCredentials("rival", longer, before, Registrar.OBJECTS, extensions))
                .close();
        sandbox().open("s", "rival").close();
    }

    @Test
    void anAuthInfo_isRandom_orThereIsNone() {
        try (Registrar us = at()) {
            us.contact("S-1");
            DomainCommand.Create create = thickCreate("safe.shop", "S-1");
            assertThat(us.code(withCode(create, "aaaabbbbaaaabbbb"))).isEqualTo(2306);
            assertThat(us.code(withCode(create, ""))).isEqualTo(1000);
            assertThat(us.code(setCode("safe.shop", "passwordpassword"))).isEqualTo(2306);
            assertThat(us.code(setCode("safe.shop", "k7$Rw9-pX2!qLmZ4vT8d"))).isEqualTo(1000);
        }
    }

    private static DomainCommand.Create withCode(DomainCommand.Create create, String code) {
        return new DomainCommand.Create(
                create.name(), null, null, create.registrant(), create.contacts(), AuthInfo.of(code));
    }

    private static DomainCommand.Update setCode(String name, String code) {
        return new DomainCommand.Update(name, Part.NONE, Part.NONE, new DomainCommand.Change(null, AuthInfo.of(code)));
    }
}
