package dev.namestead.server.app.configuration;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Policies of registering.
 *
 * @param defaultNameServers given to a new registration that names none
 * @param confirmRegistrant when the registrant is asked by mail
 * @param publicUrl how the world reaches this server, for links in mails; empty: the address it listens on
 */
public record RegistrationConfiguration(
        List<String> defaultNameServers, ConfirmRegistrant confirmRegistrant, Optional<URI> publicUrl) {

    public RegistrationConfiguration {
        defaultNameServers = List.copyOf(defaultNameServers);
    }

    /** Whether registrants have to confirm by mail, and when. */
    public enum ConfirmRegistrant {
        NEVER,
        BEFORE_REGISTRATION,
        AFTER_REGISTRATION
    }
}
