package dev.namestead.server.app.configuration;

import java.util.Optional;

/**
 * Outgoing mail.
 *
 * @param smtp the server that takes it; empty: mail is only kept, for {@code GET /sandbox/mail}
 * @param from the sender's address
 * @param bouncesTo where mail servers report what they could not deliver
 */
public record MailConfiguration(Optional<Smtp> smtp, String from, String bouncesTo) {

    /**
     * @param login empty where the server trusts us by address
     * @param startTls refuse to send without encryption (RFC 3207)
     */
    public record Smtp(String host, int port, Optional<Login> login, boolean startTls) {}

    /** Who we are to the mail server. */
    public record Login(String user, Secret password) {}
}
