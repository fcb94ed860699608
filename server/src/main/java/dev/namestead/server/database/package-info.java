/**
 * PostgreSQL for everybody else: transactions with bounded retries, the schema, and the embedded
 * server that a sandbox starts by itself. Stores of the features hold the SQL; nothing here knows them.
 */
@NullMarked
package dev.namestead.server.database;

import org.jspecify.annotations.NullMarked;
