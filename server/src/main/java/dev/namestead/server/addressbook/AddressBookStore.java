package dev.namestead.server.addressbook;

import dev.namestead.api.AccountId;
import dev.namestead.server.database.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Saved contacts in the database. */
public final class AddressBookStore {
    private static final int MOST_ENTRIES = 1000;

    /** The registrant of a request that names none. */
    public Optional<Contact> defaultContact(Tx tx, AccountId account) {
        return tx.sql()
                .sql("""
                        SELECT entry_id, is_default, name, organization, email, phone, fax, street, city, state, postal_code,
                               country_code
                        FROM address_book_entry WHERE account_id = :account AND is_default
                        """)
                .param("account", account.value())
                .query(AddressBookStore::entry)
                .optional()
                .map(AddressBookEntry::contact);
    }

    /** All entries, oldest first, at most 1,000. */
    public List<AddressBookEntry> list(Tx tx, AccountId account) {
        return tx.sql()
                .sql("""
                        SELECT entry_id, is_default, name, organization, email, phone, fax, street, city, state, postal_code,
                               country_code
                        FROM address_book_entry WHERE account_id = :account ORDER BY created_at, entry_id LIMIT :most
                        """)
                .param("account", account.value())
                .param("most", MOST_ENTRIES)
                .query(AddressBookStore::entry)
                .list();
    }

    /** Saves a contact that is known to be valid as the account's default; the one before it stays as a plain entry. */
    public AddressBookEntry addDefault(Tx tx, AccountId account, Contact contact) {
        tx.sql()
                .sql("UPDATE address_book_entry SET is_default = false WHERE account_id = :account AND is_default")
                .param("account", account.value())
                .update();
        AddressBookEntry entry =
                new AddressBookEntry(UUID.randomUUID().toString().replace("-", ""), true, contact);
        insert(tx, account, entry);
        return entry;
    }

    private static void insert(Tx tx, AccountId account, AddressBookEntry entry) {
        Contact contact = entry.contact();
        tx.sql()
                .sql("""
                        INSERT INTO address_book_entry (account_id, entry_id, is_default, name, organization, email, phone, fax,
                                                        street, city, state, postal_code, country_code)
                        VALUES (:account, :entry, :default, :name, :organization, :email, :phone, :fax,
                                :street, :city, :state, :postalCode, :countryCode)
                        """)
                .param("account", account.value())
                .param("entry", entry.id())
                .param("default", entry.isDefault())
                .param("name", contact.name())
                .param("organization", contact.organization())
                .param("email", contact.email())
                .param("phone", contact.phone())
                .param("fax", contact.fax())
                .param("street", contact.street())
                .param("city", contact.city())
                .param("state", contact.state())
                .param("postalCode", contact.postalCode())
                .param("countryCode", contact.countryCode())
                .update();
    }

    private static AddressBookEntry entry(ResultSet row, int number) throws SQLException {
        Contact contact = new Contact(
                row.getString("name"),
                row.getString("organization"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("fax"),
                row.getString("street"),
                row.getString("city"),
                row.getString("state"),
                row.getString("postal_code"),
                row.getString("country_code"));
        return new AddressBookEntry(row.getString("entry_id"), row.getBoolean("is_default"), contact);
    }
}
