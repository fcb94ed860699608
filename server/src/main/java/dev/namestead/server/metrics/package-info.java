/** What the server shows of itself to those who watch it, in the text format of Prometheus. */
@NullMarked
package dev.namestead.server.metrics;

import org.jspecify.annotations.NullMarked;
