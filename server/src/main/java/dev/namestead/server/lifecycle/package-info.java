/** What becomes of a registration in time: renewed, expired, deleted, restored, gone; by request, by ourselves or by its registry. */
@NullMarked
package dev.namestead.server.lifecycle;

import org.jspecify.annotations.NullMarked;
