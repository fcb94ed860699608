package dev.namestead.server.registry;

import dev.namestead.server.extension.DomainName;
import java.util.Set;

/** A change of statuses (RFC 5731, section 3.2.5); the sets are differences, so the sender has read {@code info} before. */
public record UpdateDomain(String clTrid, DomainName name, Set<String> addStatuses, Set<String> removeStatuses) {}
