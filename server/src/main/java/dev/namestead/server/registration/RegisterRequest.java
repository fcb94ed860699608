package dev.namestead.server.registration;

import dev.namestead.server.addressbook.Contact;
import dev.namestead.server.addressbook.ContactRole;
import dev.namestead.server.extension.DomainName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to register a name (seed: "Create Registration"), read but not yet judged.
 *
 * @param years null: the extension's shortest term
 * @param privacy null: redaction where the extension has it
 * @param contacts the roles that were given; without a registrant the account's default is one
 * @param contactExtensions fields of the extension's own
 * @param acknowledgements what the customer agreed to, such as a fee
 */
public record RegisterRequest(
        DomainName name,
        @Nullable Integer years,
        boolean autoRenew,
        @Nullable PrivacyMode privacy,
        Map<ContactRole, Contact> contacts,
        Map<String, Object> contactExtensions,
        Map<String, Object> acknowledgements) {}
