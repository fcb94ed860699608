package dev.namestead.server.app.configuration;

/**
 * What a new account may do.
 *
 * @param domainLimit most registrations, running ones included
 */
public record AccountConfiguration(int domainLimit) {}
