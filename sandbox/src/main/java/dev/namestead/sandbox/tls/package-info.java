/** The sandbox's own certificate authority: made once per data directory, with nothing but the JDK. */
@NullMarked
package dev.namestead.sandbox.tls;

import org.jspecify.annotations.NullMarked;
