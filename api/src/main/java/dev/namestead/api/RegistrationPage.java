package dev.namestead.api;

import java.util.List;

/**
 * A page of registrations.
 *
 * @param next the cursor of the following page; empty on the last
 */
public record RegistrationPage(List<RegistrationResource> registrations, String next) {}
