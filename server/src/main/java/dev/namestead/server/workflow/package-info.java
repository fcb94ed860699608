/** Durable workflows: leased, fenced, stepwise. Knows no domains. */
@NullMarked
package dev.namestead.server.workflow;

import org.jspecify.annotations.NullMarked;
