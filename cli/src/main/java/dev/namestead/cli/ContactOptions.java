package dev.namestead.cli;

import dev.namestead.server.addressbook.Contact;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A contact as it is typed; whether it can be one is for the rules of the address book to say. */
final class ContactOptions {

    @Option(names = "--name", required = true, description = "the person")
    private String name = "";

    @Option(names = "--organization", description = "the company, if it is one")
    private @Nullable String organization;

    @Option(names = "--email", required = true, description = "such as ada@example.com")
    private String email = "";

    @Option(names = "--phone", required = true, description = "in the form +1.5555555555")
    private String phone = "";

    @Option(names = "--fax", description = "in the same form")
    private @Nullable String fax;

    @Option(names = "--street", required = true, description = "street and number")
    private String street = "";

    @Option(names = "--city", required = true, description = "the town or city")
    private String city = "";

    @Option(names = "--state", description = "state or province, where the country has them")
    private String state = "";

    @Option(names = "--postal-code", required = true, description = "as it is written in the country")
    private String postalCode = "";

    @Option(names = "--country", required = true, description = "two letters of ISO 3166-1, such as US")
    private String country = "";

    Contact contact() {
        return new Contact(name, organization, email, phone, fax, street, city, state, postalCode, country);
    }
}
