package dev.namestead.server.api.registrar;

import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.addressbook.ContactRules;
import dev.namestead.server.api.http.JsonObject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Reads the contract's contacts (seed: {@code contacts}): shape first, then the rules, each fault with its pointer. */
final class ContactReader {
    private final ContactRules rules = new ContactRules();

    Map<ContactRole, Contact> read(JsonObject contacts) {
        contacts.only(Arrays.stream(ContactRole.values()).map(ContactRole::wire).toArray(String[]::new));
        Map<ContactRole, Contact> read = new EnumMap<>(ContactRole.class);
        for (ContactRole role : ContactRole.values()) {
            contacts.object(role.wire()).ifPresent(contact -> read.put(role, contact(contact)));
        }
        return read;
    }

    private Contact contact(JsonObject body) {
        JsonObject postal = body.only("email", "phone", "fax", "postal_info").requiredObject("postal_info");
        JsonObject address = postal.only("name", "organization", "address").requiredObject("address");
        address.only("street", "city", "state", "postal_code", "country_code");
        Contact contact = new Contact(
                postal.requiredText("name"),
                postal.text("organization").filter(text -> !text.isBlank()).orElse(null),
                body.requiredText("email"),
                body.requiredText("phone"),
                body.text("fax").filter(text -> !text.isEmpty()).orElse(null),
                address.requiredText("street"),
                address.requiredText("city"),
                address.requiredText("state"),
                address.requiredText("postal_code"),
                address.requiredText("country_code").toUpperCase(Locale.ROOT));
        rules.requireValid(contact, body.pointer());
        return contact;
    }
}
