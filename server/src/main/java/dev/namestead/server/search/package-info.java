/** Search from cached knowledge, and the authoritative check. */
@NullMarked
package dev.namestead.server.search;

import org.jspecify.annotations.NullMarked;
