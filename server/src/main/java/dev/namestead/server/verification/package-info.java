/** Whether holders have confirmed their data: confirmed once for each set of data, however many names rest on it. */
@NullMarked
package dev.namestead.server.verification;

import org.jspecify.annotations.NullMarked;
