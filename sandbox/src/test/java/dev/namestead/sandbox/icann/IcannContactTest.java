package dev.namestead.sandbox.icann;

import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.ContactData;
import dev.namestead.epp.object.EppStatus;
import dev.namestead.epp.object.Phone;
import dev.namestead.epp.object.PostalInfo;
import dev.namestead.sandbox.testing.RawClient;
import dev.namestead.sandbox.testing.Registrar;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contact objects. */
class IcannContactTest {
    private static final PostalInfo.Address ADDRESS =
            new PostalInfo.Address(List.of("12 Quay", "Floor 3"), "Cork", "Munster", "T12", "IE");

    @TempDir
    static Path directory;

    static IcannRegistry registry;
    static Registrar us;

    @BeforeAll
    static void start() {
        registry = new IcannRegistry(directory);
        us = registry.first;
    }

    @AfterAll
    static void stop() {
        registry.close();
    }

    private static ContactCommand.Create create(String id, PostalInfo info, String voice, String email) {
        return new ContactCommand.Create(
                id,
                List.of(info),
                Phone.of(voice),
                new Phone("+353.215550101", "7"),
                email,
                AuthInfo.of("abc-12345"),
                null);
    }

    private static PostalInfo info(PostalInfo.Type type, String name, PostalInfo.Address address) {
        return new PostalInfo(type, name, "Harbour Ltd", address);
    }

    private static PostalInfo inCountry(String city, String country) {
        return info(
                PostalInfo.Type.INT, "Ann Lee", new PostalInfo.Address(List.of("1 Quay"), city, null, null, country));
    }

    private static ContactData.Info read(String id) {
        return us.data(ContactData.Info.class, new ContactCommand.Info(id, null));
    }

    @Test
    void epp06_aCheck_tellsFreeIds_takenIds_andThoseThatCannotBe() {
        String taken = registry.contact(us);
        var results = us.data(
                        ContactData.Checked.class, new ContactCommand.Check(List.of(taken, registry.newContact())))
                .results();
        assertThat(results.get(0).available()).isFalse();
        assertThat(results.get(1).available()).isTrue();
        var invalid = us.send(new ContactCommand.Check(List.of("ab")));
        assertThat(invalid.code() == 2005
                        || !invalid.data(ContactData.Checked.class)
                                .orElseThrow()
                                .results()
                                .getFirst()
                                .available())
                .isTrue();
    }

    @Test
    void epp07_aCreate_isKeptAsItWasSent_andRefusedWhereSomethingCannotBe() {
        String id = registry.newContact();
        ContactCommand.Create sent =
                create(id, info(PostalInfo.Type.INT, "Ann Lee", ADDRESS), "+353.215550100", "ann@example.com");
        assertThat(us.code(sent)).isEqualTo(1000);
        ContactData.Info kept = read(id);
        assertThat(kept.postalInfos()).isEqualTo(sent.postalInfos());
        assertThat(kept.voice()).isEqualTo(sent.voice());
        assertThat(kept.fax()).isEqualTo(sent.fax());
        assertThat(kept.email()).isEqualTo(sent.email());
        assertThat(us.code(create(
                        registry.newContact(),
                        info(PostalInfo.Type.LOC, "Áine Ní Laoi", ADDRESS),
                        "+353.21",
                        "a@b.ie")))
                .isEqualTo(1000);

        PostalInfo good = inCountry("Cork", "IE");
        for (ContactCommand.Create bad : List.of(
                create("ab", good, "+353.21", "a@b.ie"),
                create("an-id-that-is-too-long", good, "+353.21", "a@b.ie"),
                create(registry.newContact(), info(PostalInfo.Type.INT, "", ADDRESS), "+353.21", "a@b.ie"),
                create(registry.newContact(), inCountry("", "IE"), "+353.21", "a@b.ie"),
                create(registry.newContact(), inCountry("Cork", "XX"), "+353.21", "a@b.ie"),
                create(registry.newContact(), inCountry("Cork", "Ireland"), "+353.21", "a@b.ie"),
                create(registry.newContact(), good, "021 555", "a@b.ie"),
                create(registry.newContact(), good, "+353.21", "nobody"),
                create(registry.newContact(), good, "+353.21", "a b@example.com"))) {
            assertThat(us.code(bad)).as("%s", bad).isBetween(2001, 2399);
        }
        try (RawClient raw = registry.rawSession()) {
            assertThat(raw.send(ofAType("elsewhere", registry.newContact())).code())
                    .isBetween(2001, 2399);
            assertThat(raw.send(ofAType("int", registry.newContact())).code()).isEqualTo(1000);
        }
    }

    private static String ofAType(String type, String id) {
        return """
                <epp xmlns="urn:ietf:params:xml:ns:epp-1.0"><command><create>
                <contact:create xmlns:contact="urn:ietf:params:xml:ns:contact-1.0"><contact:id>%s</contact:id>
                <contact:postalInfo type="%s"><contact:name>Ann</contact:name><contact:addr><contact:city>Cork</contact:city>
                <contact:cc>IE</contact:cc></contact:addr></contact:postalInfo><contact:email>a@b.ie</contact:email>
                <contact:authInfo><contact:pw>abc-12345</contact:pw></contact:authInfo></contact:create></create>
                <clTRID>type-%s</clTRID></command></epp>""".formatted(id, type, id);
    }

    @Test
    void epp08_aContact_isNoBusinessOfAnotherRegistrar() {
        String id = registry.contact(us);
        assertThat(registry.second.code(new ContactCommand.Info(id, null))).isEqualTo(2201);
        assertThat(registry.second.code(change(id, change("Cork", "IE", "+353.21", "b@c.ie"))))
                .isEqualTo(2201);
    }

    private static ContactCommand.Update change(String id, ContactCommand.Change change) {
        return new ContactCommand.Update(id, List.of(), List.of(), change);
    }

    private static ContactCommand.Change change(String city, String country, String voice, String email) {
        return new ContactCommand.Change(
                List.of(inCountry(city, country)), Phone.of(voice), new Phone("+353.1", "9"), email, null, null);
    }

    @Test
    void epp09_anUpdate_isKeptAsItWasSent_andRefusedWhereSomethingCannotBe() {
        String id = registry.contact(us);
        assertThat(us.code(change(id, change("Galway", "IE", "+353.91", "new@example.ie"))))
                .isEqualTo(1000);
        ContactData.Info kept = read(id);
        assertThat(kept.postalInfos().getFirst().address().city()).isEqualTo("Galway");
        assertThat(kept.voice()).isEqualTo(Phone.of("+353.91"));
        assertThat(kept.fax()).isEqualTo(new Phone("+353.1", "9"));
        assertThat(kept.email()).isEqualTo("new@example.ie");

        for (ContactCommand.Change bad : List.of(
                change("", "IE", "+353.91", "new@example.ie"),
                change("Galway", "ZZ", "+353.91", "new@example.ie"),
                change("Galway", "IE", "353 91", "new@example.ie"),
                change("Galway", "IE", "+353.91", "new"))) {
            assertThat(us.code(change(id, bad))).as("%s", bad).isBetween(2001, 2399);
        }
        EppStatus prohibited = EppStatus.of(EppStatus.CLIENT_DELETE_PROHIBITED);
        assertThat(us.code(new ContactCommand.Update(id, List.of(prohibited), List.of(), null)))
                .isEqualTo(1000);
        assertThat(read(id).statuses()).contains(prohibited);
        assertThat(us.code(new ContactCommand.Update(id, List.of(), List.of(prohibited), null)))
                .isEqualTo(1000);
        assertThat(us.code(new ContactCommand.Update(id, List.of(EppStatus.of("serverHold")), List.of(), null)))
                .isBetween(2001, 2399);
    }

    @Test
    void epp10_aDelete_removesIt() {
        String id = registry.contact(us);
        assertThat(us.code(new ContactCommand.Delete(id))).isEqualTo(1000);
        assertThat(us.code(new ContactCommand.Info(id, null))).isEqualTo(2303);
    }
}
