package dev.namestead.server.billing;

/**
 * How a customer stands in one currency.
 *
 * @param setAside for what is being bought
 * @param owed was sold and is not paid yet
 * @param credit was taken back and is not paid back yet
 */
public record Balance(Money setAside, Money owed, Money credit) {}
