/** From messages to frames and back, for both ends of a connection. */
@NullMarked
package dev.namestead.epp.codec;

import org.jspecify.annotations.NullMarked;
