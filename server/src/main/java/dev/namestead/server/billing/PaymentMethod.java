package dev.namestead.server.billing;

/** What an account pays with: a provider and the provider's reference to it. */
public record PaymentMethod(String provider, String reference) {}
