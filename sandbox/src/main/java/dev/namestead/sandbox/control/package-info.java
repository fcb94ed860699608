/** The control address: a loopback HTTP server through which tests move the clock, set faults and look inside. */
@NullMarked
package dev.namestead.sandbox.control;

import org.jspecify.annotations.NullMarked;
