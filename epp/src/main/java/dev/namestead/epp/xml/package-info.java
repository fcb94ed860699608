/** XML as EPP needs it: a small immutable tree, a hardened reader, a writer. */
@NullMarked
package dev.namestead.epp.xml;

import org.jspecify.annotations.NullMarked;
