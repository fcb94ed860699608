/** Pages for people without an account here: their link is their credential. */
@NullMarked
package dev.namestead.server.api.page;

import org.jspecify.annotations.NullMarked;
