package dev.namestead.api;

import java.util.List;

/** The result of domain-search and domain-check. */
public record DomainRows(List<DomainRow> domains) {}
