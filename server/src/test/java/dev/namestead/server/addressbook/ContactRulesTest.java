package dev.namestead.server.addressbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.namestead.api.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ContactRulesTest {
    private final ContactRules rules = new ContactRules();

    @ParameterizedTest
    @ValueSource(strings = {"+1.5555555555", "+44.2071234567", "+81.312345678", "+49.30123456"})
    void phonesOfTheContract_areGood(String phone) {
        assertThatCode(() -> rules.requireValid(contact("Ada King", "ada@example.org", phone, "GB"), "/c"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5555555555",
                "+15555555555",
                "+1 555 555 5555",
                "+1.555-555-5555",
                "+999.1",
                "+1.",
                "+44.1",
                "+1.5555555555x",
                "+1.٥٥٥٥٥٥٥٥٥٥",
                "+0.5555555555"
            })
    void otherPhones_areRefused(String phone) {
        assertRefused(contact("Ada King", "ada@example.org", phone, "GB"), "/c/phone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "ada@",
                "@example.org",
                "ada@example",
                "a da@example.org",
                "ada@exa mple.org",
                "ada@@example.org",
                "ada@example.org\r\nBcc: x@example.org",
                ".ada@example.org",
                "ada..king@example.org",
                "ada@example.org.",
                "ada@-example.org"
            })
    void otherAddresses_areRefused(String email) {
        assertRefused(contact("Ada King", email, "+44.2071234567", "GB"), "/c/email");
    }

    @Test
    void longAddress_isRefused() {
        assertRefused(contact("Ada King", "a".repeat(65) + "@example.org", "+44.2071234567", "GB"), "/c/email");
        assertRefused(contact("Ada King", "a@" + "example.".repeat(40) + "org", "+44.2071234567", "GB"), "/c/email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "XX", "USA", "us", "EU", "United States"})
    void otherCountries_areRefused(String country) {
        assertRefused(
                contact("Ada King", "ada@example.org", "+44.2071234567", country),
                "/c/postal_info/address/country_code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "1 2 3", "Ada\u0000King", "Ada\r\nKing", "Ada\u202EKing", "A\uD800da"})
    void otherNames_areRefused(String name) {
        assertRefused(contact(name, "ada@example.org", "+44.2071234567", "GB"), "/c/postal_info/name");
    }

    @Test
    void nameOfAnyScript_isGood() {
        assertThatCode(() -> rules.requireValid(contact("李雷", "ada@example.org", "+44.2071234567", "GB"), "/c"))
                .doesNotThrowAnyException();
    }

    private void assertRefused(Contact contact, String pointer) {
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> rules.requireValid(contact, "/c"));
        assertThat(refused).isNotNull();
        assertThat(refused.pointer()).isEqualTo(pointer);
    }

    private static Contact contact(String name, String email, String phone, String country) {
        return new Contact(name, null, email, phone, null, "12 St James's Square", "London", "", "SW1Y 4JH", country);
    }
}
