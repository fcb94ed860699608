/** The registry's end: channels that read commands and write answers. */
@NullMarked
package dev.namestead.epp.server;

import org.jspecify.annotations.NullMarked;
