/** The object mappings: domains (RFC 5731), hosts (RFC 5732), contacts (RFC 5733). */
@NullMarked
package dev.namestead.epp.object;

import org.jspecify.annotations.NullMarked;
