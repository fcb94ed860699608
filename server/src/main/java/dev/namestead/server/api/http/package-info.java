/** The skeleton that every request goes through: route, credentials, limits, body, answer, envelope. */
@NullMarked
package dev.namestead.server.api.http;

import org.jspecify.annotations.NullMarked;
