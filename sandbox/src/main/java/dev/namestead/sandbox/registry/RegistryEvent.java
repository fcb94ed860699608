package dev.namestead.sandbox.registry;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What the journal holds. Events carry the whole object as it became, not the rule that made it, so that a journal reads
 * the same after the rules have changed.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RegistryEvent.DomainStored.class, name = "domain"),
    @JsonSubTypes.Type(value = RegistryEvent.DomainRemoved.class, name = "domain-removed"),
    @JsonSubTypes.Type(value = RegistryEvent.HostStored.class, name = "host"),
    @JsonSubTypes.Type(value = RegistryEvent.HostRemoved.class, name = "host-removed"),
    @JsonSubTypes.Type(value = RegistryEvent.ContactStored.class, name = "contact"),
    @JsonSubTypes.Type(value = RegistryEvent.ContactRemoved.class, name = "contact-removed"),
    @JsonSubTypes.Type(value = RegistryEvent.MessageQueued.class, name = "message"),
    @JsonSubTypes.Type(value = RegistryEvent.MessageTaken.class, name = "message-taken"),
    @JsonSubTypes.Type(value = RegistryEvent.ReplyLost.class, name = "reply-lost"),
    @JsonSubTypes.Type(value = RegistryEvent.PriceRaised.class, name = "price-raised"),
    @JsonSubTypes.Type(value = RegistryEvent.AccountStored.class, name = "account"),
    @JsonSubTypes.Type(value = RegistryEvent.Counted.class, name = "counted"),
    @JsonSubTypes.Type(value = RegistryEvent.PasswordSet.class, name = "password"),
    @JsonSubTypes.Type(value = RegistryEvent.Cleared.class, name = "cleared"),
})
public sealed interface RegistryEvent {

    record DomainStored(DomainObject domain) implements RegistryEvent {}

    record DomainRemoved(String name) implements RegistryEvent {}

    record HostStored(HostObject host) implements RegistryEvent {}

    record HostRemoved(String name) implements RegistryEvent {}

    record ContactStored(ContactObject contact) implements RegistryEvent {}

    record ContactRemoved(String id) implements RegistryEvent {}

    record MessageQueued(QueuedMessage message) implements RegistryEvent {}

    record MessageTaken(String registrar, long id) implements RegistryEvent {}

    /** The one lost reply of a {@code -lostreply} name has been used up. */
    record ReplyLost(String name) implements RegistryEvent {}

    /** The price of a {@code -pricechange} name has changed. */
    record PriceRaised(String name) implements RegistryEvent {}

    /** A registrar's account as it stands. */
    record AccountStored(Account account) implements RegistryEvent {}

    /** So many objects and messages were numbered, of which some may be gone: numbers are not given twice. */
    record Counted(long objects, long messages) implements RegistryEvent {}

    /** A registrar's login; the sandbox keeps it in the clear, in a file that only its owner may read. */
    record PasswordSet(String registrar, String password) implements RegistryEvent {}

    /** Everything but the logins is forgotten, and a new epoch begins. */
    record Cleared(long epoch) implements RegistryEvent {}
}
