@NullMarked
package dev.namestead.epp;

import org.jspecify.annotations.NullMarked;
