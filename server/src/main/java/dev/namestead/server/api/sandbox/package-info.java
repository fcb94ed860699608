/** The controls of a sandbox, without credentials and on this machine only. */
@NullMarked
package dev.namestead.server.api.sandbox;

import org.jspecify.annotations.NullMarked;
