package dev.namestead.server.reconciliation;

import dev.namestead.server.billing.Money;

/**
 * Something that cannot be explained.
 *
 * @param subject what it is about, such as a domain name
 * @param amount that is too much or missing, never negative
 */
public record Finding(String what, String account, String subject, Money amount) {}
