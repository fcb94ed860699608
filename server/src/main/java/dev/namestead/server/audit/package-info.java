/** Every mutation as a row of its own transaction. */
@NullMarked
package dev.namestead.server.audit;

import org.jspecify.annotations.NullMarked;
