package dev.namestead.server.registry.epp;

import dev.namestead.epp.object.AuthInfo;
import dev.namestead.epp.object.ContactCommand;
import dev.namestead.epp.object.ContactData;
import dev.namestead.epp.object.Phone;
import dev.namestead.epp.object.PostalInfo;
import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.registry.CreateContact;
import dev.namestead.server.registry.Fence;
import dev.namestead.server.registry.RefusedFor;
import dev.namestead.server.registry.RegistryAnswer;
import dev.namestead.server.registry.RegistryAnswer.Completed;
import dev.namestead.server.registry.RegistryAnswer.Done;
import dev.namestead.server.registry.RegistryAnswer.Refused;
import dev.namestead.server.registry.RegistryAnswer.Unknown;
import dev.namestead.server.registry.UpdateContact;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Contacts of a thick registry (RFC 5733). */
final class ContactObjects {

    private static final int STREET_LINES = 3;

    private final Caller caller;
    private final String clId;

    ContactObjects(Caller caller, String clId) {
        this.caller = caller;
        this.clId = clId;
    }

    RegistryAnswer<Done> create(CreateContact command, Fence fence) {
        return caller.transform(
                Asked.CREATE,
                Caller.Command.of(body(command)),
                command.clTrid(),
                answer -> new Completed<>(Done.DONE, answer.svTrid()),
                caller.start(),
                fence);
    }

    private static ContactCommand.Create body(CreateContact command) {
        Contact contact = command.contact();
        return new ContactCommand.Create(
                command.id(),
                List.of(postalInfo(contact)),
                Phone.of(contact.phone()),
                contact.fax() == null ? null : Phone.of(contact.fax()),
                contact.email(),
                AuthInfo.of(command.authInfo()),
                null);
    }

    /** One form is enough: the internationalized one, which must be ASCII, where the data are. */
    private static PostalInfo postalInfo(Contact contact) {
        List<String> streets = contact.street()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(STREET_LINES)
                .toList();
        var address = new PostalInfo.Address(
                streets, contact.city(), orNull(contact.state()), orNull(contact.postalCode()), contact.countryCode());
        String organization = contact.organization();
        boolean ascii = Stream.of(
                        contact.name(),
                        organization == null ? "" : organization,
                        contact.street(),
                        contact.city(),
                        contact.state(),
                        contact.postalCode())
                .allMatch(StandardCharsets.US_ASCII.newEncoder()::canEncode);
        return new PostalInfo(ascii ? PostalInfo.Type.INT : PostalInfo.Type.LOC, contact.name(), organization, address);
    }

    private static @Nullable String orNull(String text) {
        return text.isBlank() ? null : text;
    }

    RegistryAnswer<Boolean> isOurs(String contactId) {
        RegistryAnswer<Boolean> answer = caller.query(
                Asked.INFO,
                Caller.Command.of(new ContactCommand.Info(contactId, null)),
                response -> response.data(ContactData.Info.class)
                        .<RegistryAnswer<Boolean>>map(
                                info -> new Completed<>(info.clId().equalsIgnoreCase(clId), response.svTrid()))
                        .orElseGet(() -> new Unknown<>("an info without its data")));
        boolean known = answer instanceof Refused<Boolean>(RefusedFor reason, var _, var _)
                && (reason == RefusedFor.OBJECT_DOES_NOT_EXIST || reason == RefusedFor.NOT_AUTHORIZED);
        return known ? new Completed<>(false, null) : answer;
    }

    RegistryAnswer<Done> update(UpdateContact command, Fence fence) {
        var change = new ContactCommand.Change(List.of(), null, null, command.email(), null, null);
        return caller.transform(
                Asked.UPDATE,
                Caller.Command.of(new ContactCommand.Update(command.id(), List.of(), List.of(), change)),
                command.clTrid(),
                answer -> new Completed<>(Done.DONE, answer.svTrid()),
                caller.start(),
                fence);
    }

    RegistryAnswer<Done> delete(String clTrid, String contactId, Fence fence) {
        return caller.transform(
                Asked.DELETE,
                Caller.Command.of(new ContactCommand.Delete(contactId)),
                clTrid,
                answer -> new Completed<>(Done.DONE, answer.svTrid()),
                caller.start(),
                fence);
    }
}
