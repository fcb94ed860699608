/** What sandbox registries share: one business clock that can be moved, the faults, and a reset. */
@NullMarked
package dev.namestead.sandbox.world;

import org.jspecify.annotations.NullMarked;
