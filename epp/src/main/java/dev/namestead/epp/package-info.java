/**
 * The messages of EPP (RFC 5730): commands, answers, greetings. A registrar's program begins at
 * {@link dev.namestead.epp.client.EppClient}, a registry's at {@link dev.namestead.epp.server.EppListener}; commands on
 * objects are in {@link dev.namestead.epp.object}, what goes with them in {@link dev.namestead.epp.extension}.
 */
@NullMarked
package dev.namestead.epp;

import org.jspecify.annotations.NullMarked;
