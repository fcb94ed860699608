package dev.namestead.server.registry;

/**
 * A delegation signer (RFC 5910, section 4.1; RFC 4034, section 5).
 *
 * @param digest hexadecimal, upper-case
 */
public record DsRecord(int keyTag, int algorithm, int digestType, String digest) {}
