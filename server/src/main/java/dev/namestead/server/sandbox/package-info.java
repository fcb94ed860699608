/** What only a sandbox has: a clock that moves, accounts for tests, the demo account, and the control of its registries. */
@NullMarked
package dev.namestead.server.sandbox;

import org.jspecify.annotations.NullMarked;
