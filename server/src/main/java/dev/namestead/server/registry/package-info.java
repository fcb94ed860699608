/** The registries behind the registrar as a port of outcomes, and its EPP adapter. */
@NullMarked
package dev.namestead.server.registry;

import org.jspecify.annotations.NullMarked;
