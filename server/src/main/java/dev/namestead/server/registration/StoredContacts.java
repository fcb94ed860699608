package dev.namestead.server.registration;

import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.addressbook.ContactRole;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Contacts as a row holds them, taken apart when they are first looked at: most readings of a registration never do. */
final class StoredContacts extends AbstractMap<ContactRole, Contact> {
    private final Supplier<Map<ContactRole, Contact>> stored;
    private @Nullable Map<ContactRole, Contact> read;

    StoredContacts(Supplier<Map<ContactRole, Contact>> stored) {
        this.stored = stored;
    }

    @Override
    public Set<Entry<ContactRole, Contact>> entrySet() {
        Map<ContactRole, Contact> contacts = read;
        if (contacts == null) {
            // Two threads that come at once read the same.
            contacts = Map.copyOf(stored.get());
            read = contacts;
        }
        return contacts.entrySet();
    }

    /** Never the data itself: contacts do not belong into logs. */
    @Override
    public String toString() {
        return "StoredContacts[…]";
    }
}
