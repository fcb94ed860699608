/** What happened to a name, on one line of time: requests, workflow steps, frames, money, mail. Only reads what others wrote. */
@NullMarked
package dev.namestead.server.history;

import org.jspecify.annotations.NullMarked;
