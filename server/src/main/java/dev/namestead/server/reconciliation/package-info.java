/** Holds the ledger against what was done: workflows, registrations, the payment provider. Reads everything and changes nothing. */
@NullMarked
package dev.namestead.server.reconciliation;

import org.jspecify.annotations.NullMarked;
