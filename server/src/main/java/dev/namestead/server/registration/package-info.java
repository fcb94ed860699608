/** Registrations: accepting, registering, editing and reading domain names. */
@NullMarked
package dev.namestead.server.registration;

import org.jspecify.annotations.NullMarked;
