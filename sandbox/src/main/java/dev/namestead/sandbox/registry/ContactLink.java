package dev.namestead.sandbox.registry;

/**
 * A contact in one of a domain's roles besides the registrant.
 *
 * @param role admin, tech or billing, as on the wire
 */
public record ContactLink(String role, String contact) {}
