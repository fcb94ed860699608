/**
 * Search and check. A search answers from what is known already and never waits for a registry; a check asks each registry once and is
 * authoritative. What checks and registrations learn is what searches know.
 */
@NullMarked
package dev.namestead.server.search;

import org.jspecify.annotations.NullMarked;
