package dev.namestead.server.addressbook;

/**
 * A contact saved by an account.
 *
 * @param isDefault whether it is the registrant where a request names none; one per account at most
 */
public record AddressBookEntry(String id, boolean isDefault, Contact contact) {}
