package dev.namestead.server.billing;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who moves the money. Each call carries an idempotency key: the same key is the same payment, however often it is asked for. Calls block
 * and may never be made inside a database transaction.
 */
public interface PaymentProvider {
    /** The name in {@code payment_method.provider}. */
    String name();

    /**
     * Reserves the amount on the customer's payment method.
     *
     * @param description what it is for, such as a domain name
     */
    Answer authorise(String key, String methodReference, String description, Money amount);

    /** Takes what was reserved. */
    Answer capture(String key, String providerReference, Money amount);

    /**
     * Gives back what was taken.
     *
     * @param key of this repayment, not of the payment
     * @param payment the key of the payment that it gives back
     */
    Answer refund(String key, String payment, String providerReference, Money amount);

    /** Gives back what was reserved; {@link Done} also where nothing is reserved any more. */
    Answer release(String key, String providerReference);

    /**
     * What it has taken for those of the keys that it knows, by its own books, less what it has given back, and what banks have taken back and we
     * have acknowledged; empty where it keeps none that can be read.
     */
    default Optional<Map<String, Money>> taken(Collection<String> keys) {
        return Optional.empty();
    }

    /**
     * Money that the customer's bank has taken back.
     *
     * @param key of the payment
     */
    record Dispute(String key, Money amount) {}

    /** What banks have taken back and nobody has acknowledged: told again until then, in any order. */
    default List<Dispute> disputes(int most) {
        return List.of();
    }

    /** The dispute is known here and need not be told again; a second time is nothing. */
    default void acknowledge(Dispute dispute) {}

    /** When the next dispute after an instant comes (business time), of a provider that knows: one of a sandbox. */
    default Optional<Instant> nextDispute(Instant after) {
        return Optional.empty();
    }

    /** What the provider said, if it said anything. */
    sealed interface Answer {}

    record Done(String providerReference) implements Answer {}

    /** Refused for good; the message is the provider's and fit for the customer. */
    record Declined(String message) implements Answer {}

    /** Not reached, or no answer: ask again with the same key. */
    record Unknown(String cause) implements Answer {}
}
