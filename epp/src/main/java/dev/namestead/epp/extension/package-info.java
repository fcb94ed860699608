/** Extensions of commands and answers; each namespace has one class for its data and one codec. */
@NullMarked
package dev.namestead.epp.extension;

import org.jspecify.annotations.NullMarked;
