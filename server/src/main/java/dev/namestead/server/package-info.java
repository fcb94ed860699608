@NullMarked
package dev.namestead.server;

import org.jspecify.annotations.NullMarked;
