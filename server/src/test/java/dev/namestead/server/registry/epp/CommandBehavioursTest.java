package dev.namestead.server.registry.epp;

import static dev.namestead.server.registry.epp.LoopbackAdapter.LONG;
import static dev.namestead.server.registry.epp.LoopbackAdapter.NAME;
import static dev.namestead.server.registry.epp.LoopbackAdapter.created;
import static dev.namestead.server.registry.epp.LoopbackAdapter.failure;
import static dev.namestead.server.registry.epp.LoopbackAdapter.fee;
import static dev.namestead.server.registry.epp.LoopbackAdapter.free;
import static dev.namestead.server.registry.epp.LoopbackAdapter.greeting;
import static dev.namestead.server.registry.epp.LoopbackAdapter.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.namestead.epp.EppCommand;
import dev.namestead.epp.EppNamespace;
import dev.namestead.epp.EppResponse;
import dev.namestead.epp.EppResultCode;
import dev.namestead.epp.Login;
import dev.namestead.epp.extension.Fee;
import dev.namestead.epp.extension.FeeVersion;
import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.DomainCommand;
import dev.namestead.epp.object.HostCommand;
import dev.namestead.epp.object.NameServers;
import dev.namestead.epp.object.PostalInfo;
import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.billing.Money;
import dev.namestead.server.extension.DomainName;
import dev.namestead.server.registry.CreateContact;
import dev.namestead.server.registry.CreateDomain;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.Ids;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RenewDomain;
import dev.namestead.server.registry.UpdateDomain;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What real registries want of commands, seen from the port; all thirty are listed in docs/registry-behaviours.md. */
@Timeout(60)
class CommandBehavioursTest {

    @RegisterExtension
    static final LoopbackAdapter ADAPTER = new LoopbackAdapter();

    @Test
    void behaviour16_aPrice_isNamedWithTheCreate_andOneThatHasRisenIsRefusedAsTheFee() throws Exception {
        EppRegistry registry = ADAPTER.answering(command -> command.body() instanceof DomainCommand.Create
                ? failure(command, EppResultCode.PARAMETER_RANGE)
                : priced(command, "99.00"));
        assertThat(registry.create(LoopbackAdapter.create(Money.parse("USD", "12.34"), List.of()), Fence.OPEN))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.reason()).isEqualTo(RefusedFor.FEE));
        EppCommand create = ADAPTER.server().received.stream()
                .filter(command -> command.body() instanceof DomainCommand.Create)
                .findFirst()
                .orElseThrow();
        assertThat(create.extension(Fee.Transform.class).orElseThrow().total()).hasToString("12.34");
    }

    private static EppResponse priced(EppCommand command, String amount) {
        var fees = new Fee.ObjectFees(NAME.ascii(), true, "standard", List.of(fee("create", amount)), null);
        return free(command).withExtensions(List.of(new Fee.Checked(FeeVersion.V1_0, "USD", List.of(fees))));
    }

    @Test
    void behaviour18_fiftyNamesInACommand_andOneBadNameSpoilsOnlyItself() throws Exception {
        EppRegistry registry = ADAPTER.answering(
                command -> ((DomainCommand.Check) command.body()).names().contains("n7.com")
                        ? failure(command, EppResultCode.PARAMETER_RANGE)
                        : free(command));
        List<DomainName> names = IntStream.range(0, 60)
                .mapToObj(i -> DomainName.of("n" + i + ".com"))
                .toList();
        assertThat(value(registry.check(names, LONG))).hasSize(59);
        assertThat(ADAPTER.commands(DomainCommand.Check.class).getFirst().names())
                .hasSize(50);
    }

    @Test
    void behaviour19_whereThereAreNoContacts_noneIsNamed_neitherInTheLoginNorInACreate() throws Exception {
        EppRegistry registry = ADAPTER.answering(LoopbackAdapter::created);
        value(registry.create(LoopbackAdapter.create(null, List.of()), Fence.OPEN));
        assertThat(registry.thick()).isFalse();
        assertThat(ADAPTER.commands(Login.class).getFirst().objUris()).doesNotContain(EppNamespace.CONTACT);
        DomainCommand.Create create =
                ADAPTER.commands(DomainCommand.Create.class).getFirst();
        assertThat(create.registrant()).isNull();
        assertThat(create.contacts()).isEmpty();
    }

    @Test
    void behaviour20_aContactsId_isOurs_andOneThatIsTaken_isSaidToBe() throws Exception {
        EppRegistry registry = ADAPTER.answering(command -> failure(
                command,
                command.body() instanceof ContactCommand.Create
                        ? EppResultCode.OBJECT_EXISTS
                        : EppResultCode.AUTHORIZATION_ERROR));
        CreateContact contact = contact("Ada King");
        assertThat(registry.createContact(contact, Fence.OPEN))
                .isInstanceOfSatisfying(
                        Refused.class, it -> assertThat(it.reason()).isEqualTo(RefusedFor.OBJECT_EXISTS));
        assertThat(value(registry.ownsContact(contact.id()))).isFalse();
        assertThat(Ids.contactId()).hasSizeBetween(3, 16).isNotEqualTo(Ids.contactId());
    }

    @Test
    void behaviour21_anAddress_isInternationalWhereItIsAscii_andLocalElsewhere() throws Exception {
        EppRegistry registry = ADAPTER.answering(LoopbackAdapter::free);
        value(registry.createContact(contact("Ada King"), Fence.OPEN));
        value(registry.createContact(contact("Zoë King"), Fence.OPEN));
        assertThat(ADAPTER.commands(ContactCommand.Create.class))
                .extracting(create ->
                        create.postalInfos().stream().map(PostalInfo::type).toList())
                .containsExactly(List.of(PostalInfo.Type.INT), List.of(PostalInfo.Type.LOC));
        assertThat(ADAPTER.frames()).anyMatch(frame -> frame.contains("Zoë King"));
    }

    private static CreateContact contact(String name) {
        var contact = new Contact(
                name,
                null,
                "ada@example.com",
                "+44.2071234567",
                null,
                "12 St James's Square",
                "London",
                "",
                "SW1Y 4JH",
                "GB");
        return new CreateContact(Ids.clTrid(), Ids.contactId(), contact, Ids.authInfo());
    }

    @Test
    void behaviour22_aHostThatIsMissing_isMadeBeforeTheName_andNoneWhereHostsAreAttributes() throws Exception {
        CreateDomain create = LoopbackAdapter.create(null, List.of("ns1.example.net"));
        EppRegistry objects = ADAPTER.answering(command -> command.body() instanceof HostCommand.Info
                ? failure(command, EppResultCode.OBJECT_DOES_NOT_EXIST)
                : created(command));
        value(objects.create(create, Fence.OPEN));
        assertThat(ADAPTER.commands(HostCommand.Create.class)).hasSize(1);
        ADAPTER.stop();

        EppRegistry attributes = ADAPTER.answering(
                settings -> settings,
                channel -> channel.send(greeting(List.of(EppNamespace.DOMAIN), List.of())),
                command -> command.body() instanceof HostCommand
                        ? failure(command, EppResultCode.UNIMPLEMENTED_OBJECT)
                        : created(command));
        value(attributes.create(create, Fence.OPEN));
        assertThat(ADAPTER.commands(HostCommand.Create.class)).isEmpty();
        assertThat(ADAPTER.commands(DomainCommand.Create.class).getFirst().nameServers())
                .isInstanceOf(NameServers.Attributes.class);
    }

    @Test
    void behaviour23_anUpdate_namesOnlyWhatIsToChange() throws Exception {
        EppRegistry registry = ADAPTER.answering(LoopbackAdapter::created);
        registry.update(UpdateDomain.ofStatuses("OUR-1", NAME, Set.of("clientHold"), Set.of()), Fence.OPEN);
        DomainCommand.Update update =
                ADAPTER.commands(DomainCommand.Update.class).getFirst();
        assertThat(update.add().statuses()).hasSize(1);
        assertThat(update.remove().isEmpty()).isTrue();
        assertThat(update.change()).isNull();
    }

    @Test
    void behaviour24_authInfo_isRandomAndLong_withSignsThatRegistriesWant() throws Exception {
        EppRegistry registry = ADAPTER.answering(LoopbackAdapter::created);
        var create = new CreateDomain("OUR-1", NAME, 1, Map.of(), List.of(), Ids.authInfo(), null);
        value(registry.create(create, Fence.OPEN));
        AuthInfo sent = ADAPTER.commands(DomainCommand.Create.class).getFirst().authInfo();
        assertThat(sent)
                .isInstanceOfSatisfying(
                        AuthInfo.Password.class,
                        password -> assertThat(password.value())
                                .hasSizeBetween(16, 64)
                                .matches(".*[a-z].*")
                                .matches(".*[A-Z].*")
                                .matches(".*[0-9].*")
                                .matches(".*[^A-Za-z0-9].*")
                                .isNotEqualTo(Ids.authInfo()));
    }

    @Test
    void behaviour26_aRenewal_namesTheRegistrysDate_andNothingIsComputed() throws Exception {
        EppRegistry registry = ADAPTER.answering(LoopbackAdapter::free);
        registry.renew(new RenewDomain("OUR-2", NAME, LocalDate.of(2028, 2, 29), 1, null), Fence.OPEN);
        assertThat(ADAPTER.commands(DomainCommand.Renew.class).getFirst().currentExpiry())
                .isEqualTo(LocalDate.of(2028, 2, 29));
        assertThat(ADAPTER.frames()).anyMatch(frame -> frame.contains("<curExpDate>2028-02-29</curExpDate>"));
    }
}
