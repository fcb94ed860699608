package dev.namestead.server.lifecycle;

import java.util.UUID;

/** What a hold workflow knows; written into its row as JSON, so fields are only ever added. */
record HoldData(UUID registration, String domainName, String registryId) {}
