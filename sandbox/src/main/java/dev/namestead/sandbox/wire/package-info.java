/** The EPP server of a sandbox registry: TLS, sessions, greeting and login, faults on the way, recent frames. */
@NullMarked
package dev.namestead.sandbox.wire;

import org.jspecify.annotations.NullMarked;
