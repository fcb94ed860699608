/** The one log, on standard error. */
@NullMarked
package dev.namestead.server.log;

import org.jspecify.annotations.NullMarked;
