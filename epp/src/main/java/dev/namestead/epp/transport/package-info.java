/** Frames over TLS (RFC 5734): framing, deadlines, key material. */
@NullMarked
package dev.namestead.epp.transport;

import org.jspecify.annotations.NullMarked;
