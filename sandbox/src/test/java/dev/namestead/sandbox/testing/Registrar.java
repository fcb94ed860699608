package dev.namestead.sandbox.testing;

import dev.namestead.epp.CommandBody;
import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppExtension;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.ResponseData;
import dev.namestead.epp.client.EppSession;
import dev.namestead.epp.client.NoAnswerException;
import dev.namestead.epp.client.NotSentException;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.DomainData;
import dev.namestead.epp.object.EppPeriod;
import dev.namestead.epp.object.HostAddress;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.object.NameServers;
import dev.namestead.epp.object.Phone;
import dev.namestead.epp.object.PostalInfo;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.Assertions;

/** A registrar's session, in the words of tests. */
public final class Registrar implements AutoCloseable {
    public static final List<String> OBJECTS = List.of(EppNamespace.DOMAIN, EppNamespace.HOST, EppNamespace.CONTACT);
    public static final List<String> EXTENSIONS = List.of(EppNamespace.FEE, EppNamespace.SECDNS, EppNamespace.RGP);
    public static final String CODE = "correct-horse-7";

    private final EppSession session;

    public Registrar(EppSession session) {
        this.session = session;
    }

    public EppSession session() {
        return session;
    }

    /** The answer; a test in which none comes fails. */
    public EppResponse send(CommandBody body, EppExtension... extensions) {
        try {
            return trySend(body, extensions);
        } catch (NoAnswerException | NotSentException e) {
            throw new AssertionError(e);
        }
    }

    public EppResponse trySend(CommandBody body, EppExtension... extensions)
            throws NoAnswerException, NotSentException {
        return session.request(new EppCommand(body, List.of(extensions), Sandbox.newClTrid()), Sandbox.PATIENCE);
    }

    /** The result code. */
    public int code(CommandBody body, EppExtension... extensions) {
        return send(body, extensions).code();
    }

    /** The data of a command that succeeds. */
    public <D extends ResponseData> D data(Class<D> type, CommandBody body, EppExtension... extensions) {
        EppResponse response = send(body, extensions);
        Assertions.assertThat(response.isSuccess()).as("%s", response).isTrue();
        return response.data(type).orElseThrow();
    }

    public DomainData.Info info(String name) {
        return data(DomainData.Info.class, DomainCommand.Info.of(name));
    }

    public boolean available(String name) {
        return data(DomainData.Checked.class, new DomainCommand.Check(List.of(name)))
                .results()
                .getFirst()
                .available();
    }

    /** A create without contacts, for the thin registry. */
    public static DomainCommand.Create thinCreate(String name) {
        return new DomainCommand.Create(name, EppPeriod.years(1), null, null, List.of(), AuthInfo.of(CODE));
    }

    /** A create for the thick registry, with one contact in all roles. */
    public static DomainCommand.Create thickCreate(String name, String contact) {
        return new DomainCommand.Create(
                name,
                EppPeriod.years(1),
                null,
                contact,
                List.of(new DomainCommand.Contact("admin", contact), new DomainCommand.Contact("tech", contact)),
                AuthInfo.of(CODE));
    }

    public static DomainCommand.Create withHosts(DomainCommand.Create create, String... hosts) {
        return new DomainCommand.Create(
                create.name(),
                create.period(),
                NameServers.hosts(List.of(hosts)),
                create.registrant(),
                create.contacts(),
                create.authInfo());
    }

    public static DomainCommand.Create forYears(DomainCommand.Create create, Integer years) {
        return new DomainCommand.Create(
                create.name(),
                years == null ? null : EppPeriod.years(years),
                create.nameServers(),
                create.registrant(),
                create.contacts(),
                create.authInfo());
    }

    public static ContactCommand.Create contactCreate(String id) {
        return new ContactCommand.Create(
                id,
                List.of(new PostalInfo(
                        PostalInfo.Type.INT,
                        "Ada Lovelace",
                        "Analytical Engines",
                        new PostalInfo.Address(List.of("12 St James's Square"), "London", null, "SW1Y 4JH", "GB"))),
                Phone.of("+44.2079460000"),
                null,
                "ada@example.com",
                AuthInfo.of(CODE),
                null);
    }

    /** A contact that exists, with this id. */
    public String contact(String id) {
        Assertions.assertThat(code(contactCreate(id))).isEqualTo(1000);
        return id;
    }

    public String host(String name, String... addresses) {
        List<HostAddress> glue = Arrays.stream(addresses).map(HostAddress::of).toList();
        Assertions.assertThat(code(new HostCommand.Create(name, glue))).isEqualTo(1000);
        return name;
    }

    @Override
    public void close() {
        session.close();
    }
}
