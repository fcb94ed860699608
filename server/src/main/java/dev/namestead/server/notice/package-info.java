/** What we write to people: rows first, then mail. */
@NullMarked
package dev.namestead.server.notice;

import org.jspecify.annotations.NullMarked;
