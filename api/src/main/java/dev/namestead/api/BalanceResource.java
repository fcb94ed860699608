package dev.namestead.api;

/**
 * How an account stands in one currency; amounts are decimal texts.
 *
 * @param setAside for what is being bought
 * @param owed was sold and is not paid yet
 * @param credit was taken back and is not paid back yet
 */
public record BalanceResource(String currency, String setAside, String owed, String credit) {}
