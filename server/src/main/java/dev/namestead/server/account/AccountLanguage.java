package dev.namestead.server.account;

import java.util.List;

/** The languages in which people can be written to (ISO 639-1). */
public final class AccountLanguage {
    public static final String DEFAULT = "en";
    public static final List<String> ALL = List.of(DEFAULT, "de");

    private AccountLanguage() {}
}
