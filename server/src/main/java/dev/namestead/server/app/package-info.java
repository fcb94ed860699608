/** The composition root and the configuration. */
@NullMarked
package dev.namestead.server.app;

import org.jspecify.annotations.NullMarked;
