/** Accounts, their tokens and users, and who may do what. */
@NullMarked
package dev.namestead.server.account;

import org.jspecify.annotations.NullMarked;
