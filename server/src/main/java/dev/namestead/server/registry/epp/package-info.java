/** The EPP adapter of the registry port: sessions, circuits, commands, the table of result codes, poll messages. */
@NullMarked
package dev.namestead.server.registry.epp;

import org.jspecify.annotations.NullMarked;
