package dev.namestead.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.CheckResult;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.ContactData;
import dev.namestead.epp.object.Disclose;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.Phone;
import dev.namestead.epp.object.PostalInfo;
import dev.namestead.sandbox.testing.Registrar;
import dev.namestead.sandbox.testing.Sandbox;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContactRulesTest {
    @TempDir
    static Path directory;

    static Sandbox sandbox;
    static Registrar us;
    static Registrar rival;

    @BeforeAll
    static void start() {
        sandbox = Sandbox.in(directory);
        us = sandbox.thick();
        rival = sandbox.rivalAt("thick");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static ContactCommand.Create contact(
            String id, PostalInfo.Type type, String name, String city, String country, String voice, String email) {
        return new ContactCommand.Create(
                id,
                List.of(new PostalInfo(
                        type, name, null, new PostalInfo.Address(List.of("Street 1"), city, null, "10115", country))),
                voice == null ? null : Phone.of(voice),
                null,
                email,
                AuthInfo.of(Registrar.CODE),
                null);
    }

    @Test
    void aContact_isCreatedOnce_andShownAsItWasSent() {
        var disclose = new Disclose(
                false, List.of(new Disclose.Item("name", PostalInfo.Type.INT), new Disclose.Item("email", null)));
        var sent = new ContactCommand.Create(
                "WHOLE-1",
                List.of(
                        new PostalInfo(
                                PostalInfo.Type.INT,
                                "Zoe Muller",
                                "Garten GmbH",
                                new PostalInfo.Address(
                                        List.of("Hauptstr. 1", "Hinterhof"), "Koln", "NRW", "50667", "DE")),
                        new PostalInfo(
                                PostalInfo.Type.LOC,
                                "Zoë Müller",
                                null,
                                new PostalInfo.Address(List.of("Hauptstraße 1"), "Köln", null, "50667", "DE"))),
                new Phone("+49.221555", "12"),
                Phone.of("+49.221556"),
                "zoe@example.de",
                AuthInfo.of(Registrar.CODE),
                disclose);
        assertThat(us.code(sent)).isEqualTo(1000);
        assertThat(us.code(sent)).isEqualTo(2302);
        ContactData.Info info = us.data(ContactData.Info.class, new ContactCommand.Info("WHOLE-1", null));
        assertThat(info.postalInfos()).isEqualTo(sent.postalInfos());
        assertThat(info.voice()).isEqualTo(sent.voice());
        assertThat(info.fax()).isEqualTo(sent.fax());
        assertThat(info.email()).isEqualTo(sent.email());
        assertThat(info.authInfo()).isEqualTo(sent.authInfo());
        assertThat(info.disclose()).isEqualTo(disclose);
        assertThat(info.statuses()).extracting(EppStatus::value).containsExactly("ok");
    }

    @ParameterizedTest
    @CsvSource({
        "XX, Ada, Berlin, DE, +49.30123, a@example.com, 2005",
        "BAD-CC, Ada, Berlin, XX, +49.30123, a@example.com, 2005",
        "BAD-LC, Ada, Berlin, de, +49.30123, a@example.com, 2005",
        "BAD-TEL, Ada, Berlin, DE, 030 123, a@example.com, 2005",
        "BAD-MAIL, Ada, Berlin, DE, +49.30123, nobody, 2005",
        "BAD-INT, Zoë, Berlin, DE, +49.30123, a@example.com, 2005",
        "GOOD-1, Ada, Berlin, DE, , a@example.com, 1000",
    })
    void fields_haveTheirForm(
            String id, String name, String city, String country, String voice, String email, int code) {
        assertThat(us.code(contact(id, PostalInfo.Type.INT, name, city, country, voice, email)))
                .isEqualTo(code);
    }

    @Test
    void check_saysWhichIdsAreFree() {
        us.contact("TAKEN-1");
        var checked = us.data(ContactData.Checked.class, new ContactCommand.Check(List.of("TAKEN-1", "FREE-1")));
        assertThat(checked.results()).extracting(CheckResult::available).containsExactly(false, true);
    }

    @Test
    void aForeignContact_isSeenWithItsCodeOnly_andNeverChanged() {
        us.contact("OURS-1");
        assertThat(rival.code(new ContactCommand.Info("OURS-1", null))).isEqualTo(2201);
        assertThat(rival.code(new ContactCommand.Info("OURS-1", AuthInfo.of("wrong-code-1"))))
                .isEqualTo(2202);
        assertThat(rival.code(new ContactCommand.Info("OURS-1", AuthInfo.of(Registrar.CODE))))
                .isEqualTo(1000);
        assertThat(rival.code(new ContactCommand.Delete("OURS-1"))).isEqualTo(2201);
        assertThat(us.code(new ContactCommand.Info("NOBODY-1", null))).isEqualTo(2303);
    }

    @Test
    void anUpdate_changesWhatItNames() {
        us.contact("CHANGE-1");
        var change = new ContactCommand.Change(List.of(), null, null, "new@example.com", null, null);
        assertThat(us.code(new ContactCommand.Update("CHANGE-1", List.of(), List.of(), change)))
                .isEqualTo(1000);
        ContactData.Info info = us.data(ContactData.Info.class, new ContactCommand.Info("CHANGE-1", null));
        assertThat(info.email()).isEqualTo("new@example.com");
        assertThat(info.voice()).isEqualTo(Phone.of("+44.2079460000"));
        assertThat(info.postalInfos().getFirst().name()).isEqualTo("Ada Lovelace");

        var lock = List.of(EppStatus.of(EppStatus.CLIENT_UPDATE_PROHIBITED));
        assertThat(us.code(new ContactCommand.Update("CHANGE-1", lock, List.of(), null)))
                .isEqualTo(1000);
        assertThat(us.code(new ContactCommand.Update("CHANGE-1", List.of(), List.of(), change)))
                .isEqualTo(2304);
        assertThat(us.code(new ContactCommand.Update("CHANGE-1", List.of(), lock, change)))
                .isEqualTo(1000);
    }

    @Test
    void aLinkedContact_staysWhileDomainsReferToIt() {
        us.contact("LINKED-1");
        us.code(Registrar.thickCreate("refers.org", "LINKED-1"));
        assertThat(us.code(new ContactCommand.Delete("LINKED-1"))).isEqualTo(2305);
        assertThat(us.data(ContactData.Info.class, new ContactCommand.Info("LINKED-1", null))
                        .statuses())
                .extracting(EppStatus::value)
                .contains("linked");
        us.code(new DomainCommand.Delete("refers.org"));
        assertThat(us.code(new ContactCommand.Delete("LINKED-1"))).isEqualTo(1000);
        assertThat(us.code(new ContactCommand.Info("LINKED-1", null))).isEqualTo(2303);
    }
}
