@NullMarked
package dev.namestead.cli;

import org.jspecify.annotations.NullMarked;
