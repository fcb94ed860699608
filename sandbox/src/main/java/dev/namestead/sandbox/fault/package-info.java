/** Misbehaviour on demand: which commands a fault matches, and what it does to them. */
@NullMarked
package dev.namestead.sandbox.fault;

import org.jspecify.annotations.NullMarked;
