/** The registrar's end: sessions that know whether a command has left. */
@NullMarked
package dev.namestead.epp.client;

import org.jspecify.annotations.NullMarked;
