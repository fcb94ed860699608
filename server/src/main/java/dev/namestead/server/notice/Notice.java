package dev.namestead.server.notice;

import dev.namestead.api.AccountId;

/**
 * Something to be written to a person.
 *
 * @param kind what sort of notice, such as {@code registrant_confirmation}
 * @param subject what it is about, such as a domain name
 * @param language of its text, such as {@code en}
 */
public record Notice(
        AccountId account, String kind, String subject, String recipient, String language, String title, String body) {
    public Notice {
        if (title.chars().anyMatch(Character::isISOControl) || recipient.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A mail header may not contain control characters");
        }
    }

    /** Without recipient and text: they do not belong into logs. */
    @Override
    public String toString() {
        return "Notice[" + kind + " " + subject + "]";
    }
}
