/**
 * One sandbox registry: its objects, its rules, its message queue. Rules decide on immutable objects and answer with
 * events; {@link dev.namestead.sandbox.registry.Registry} applies and journals them before anything is answered.
 */
@NullMarked
package dev.namestead.sandbox.registry;

import org.jspecify.annotations.NullMarked;
