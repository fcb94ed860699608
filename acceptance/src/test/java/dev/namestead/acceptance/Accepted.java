package dev.namestead.acceptance;

import java.time.Instant;
import java.util.Optional;

/**
 * What a customer was told was accepted, by a 202, 201 or 200: it may never be lost.
 *
 * @param kind the workflow's: {@code registration}, {@code update}, {@code renewal}, {@code deletion} or {@code restore}
 * @param createdAt the workflow's own, which tells two of one kind and name apart
 */
record Accepted(String kind, String account, String name, Instant createdAt) {

    /** What an answer promises; empty where it promises nothing. */
    static Optional<Accepted> of(String kind, Customer customer, String name, Answer answer) {
        boolean accepted = answer.status() == 202 || answer.status() == 201 || answer.status() == 200;
        return accepted
                ? Optional.of(new Accepted(kind, customer.account(), name, Instant.parse(answer.text("/created_at"))))
                : Optional.empty();
    }
}
