/**
 * A PostgreSQL of our own in a directory: unpacked, initialised, started as a child process in its own
 * session, watched, and found again after any crash. Linux only; elsewhere a database is configured.
 */
@NullMarked
package dev.namestead.server.database.embedded;

import org.jspecify.annotations.NullMarked;
