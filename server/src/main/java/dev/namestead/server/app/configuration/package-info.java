/**
 * What an operator can set, as one tree of validated records, read from YAML. The commented reference
 * file {@code namestead-reference.yaml} names every key; a test holds the two together.
 */
@NullMarked
package dev.namestead.server.app.configuration;

import org.jspecify.annotations.NullMarked;
