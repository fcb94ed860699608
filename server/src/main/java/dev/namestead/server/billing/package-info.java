/** Money: the double-entry ledger with hold, post and void, and the payment behind a port. */
@NullMarked
package dev.namestead.server.billing;

import org.jspecify.annotations.NullMarked;
