/** The extensions (TLD-like units) sold: names, terms, prices and policies, as data. */
@NullMarked
package dev.namestead.server.extension;

import org.jspecify.annotations.NullMarked;
