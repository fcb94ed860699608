package dev.namestead.sandbox.registry;

/**
 * A DS record (RFC 5910 section 4.1, DS Data Interface).
 *
 * @param digest hexadecimal, upper case
 */
public record DelegationSigner(int keyTag, int algorithm, int digestType, String digest) {}
