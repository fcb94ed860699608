/** Files of the sandbox: its locked data directory, and the journals that make every answered change survive a kill. */
@NullMarked
package dev.namestead.sandbox.storage;

import org.jspecify.annotations.NullMarked;
