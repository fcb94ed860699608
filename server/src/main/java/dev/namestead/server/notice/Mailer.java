package dev.namestead.server.notice;

/** Hands a notice to the mail system. */
public interface Mailer {
    /** What the mail system said. */
    sealed interface Outcome {}

    record Accepted() implements Outcome {}

    /** Refused for good (SMTP 5xx for this recipient, or no address at all). */
    record Refused(String reason) implements Outcome {}

    /** Not now: tried again later. */
    record Later(String reason) implements Outcome {}

    Outcome send(WrittenNotice notice);
}
