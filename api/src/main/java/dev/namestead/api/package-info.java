@NullMarked
package dev.namestead.api;

import org.jspecify.annotations.NullMarked;
