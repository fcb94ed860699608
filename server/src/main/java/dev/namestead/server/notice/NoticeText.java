package dev.namestead.server.notice;

import java.util.Locale;

/** The texts that there are of notices, each of them a file for each language: its title, an empty line, and what is written. */
public enum NoticeText {
    REGISTRANT_CONFIRMATION,
    REGISTRANT_VERIFICATION,
    REGISTRATION_SUCCEEDED,
    REGISTRATION_SUSPENDED,
    REGISTRATION_REINSTATED,
    REGISTRATION_SUSPENDED_BY_REGISTRY,
    REGISTRATION_REINSTATED_BY_REGISTRY,
    REGISTRATION_INTERRUPTED,
    REGISTRATION_RENEWED,
    REGISTRATION_DELETED,
    REGISTRATION_RESTORED,
    REGISTRATION_TRANSFERRED_AWAY,
    REGISTRATION_REMOVED,
    RENEWAL_FAILED,
    PAYMENT_DISPUTED,
    PAYMENT_OWED,
    PAYMENT_RECEIVED,
    AUTO_RENEW_PRICE,
    EXPIRING,
    EXPIRED,
    DATA_REMINDER,
    /** No notice: how the data of a holder stand in one. */
    HOLDER;

    String file(String language) {
        return "/notices/" + language + "/" + name().toLowerCase(Locale.ROOT) + ".txt";
    }
}
