/** Saved contacts and the default registrant. */
@NullMarked
package dev.namestead.server.addressbook;

import org.jspecify.annotations.NullMarked;
