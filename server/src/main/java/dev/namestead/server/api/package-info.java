/** The HTTP surface: routes, envelope, errors and authentication. */
@NullMarked
package dev.namestead.server.api;

import org.jspecify.annotations.NullMarked;
