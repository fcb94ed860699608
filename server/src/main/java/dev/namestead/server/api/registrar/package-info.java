/** The endpoints of the contract: each reads, asks a feature, and answers. */
@NullMarked
package dev.namestead.server.api.registrar;

import org.jspecify.annotations.NullMarked;
