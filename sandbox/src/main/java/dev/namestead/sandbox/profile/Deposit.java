package dev.namestead.sandbox.profile;

import java.math.BigDecimal;

/**
 * The money that a registrar has at a registry, which must cover what it orders (2104 otherwise).
 *
 * @param opening what every registrar begins with
 * @param warnBelow a message says so when less is left
 */
public record Deposit(BigDecimal opening, BigDecimal warnBelow) {}
