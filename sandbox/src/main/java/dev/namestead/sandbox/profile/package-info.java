/** What a sandbox registry is like, as data: its extensions, prices, objects and habits. */
@NullMarked
package dev.namestead.sandbox.profile;

import org.jspecify.annotations.NullMarked;
