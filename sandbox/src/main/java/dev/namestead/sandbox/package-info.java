@NullMarked
package dev.namestead.sandbox;

import org.jspecify.annotations.NullMarked;
