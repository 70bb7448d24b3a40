/** Append-only files that survive a kill: what was synced is there, and a torn end is cut off. */
@NullMarked
package io.gleaner.coordinator.durable;

import org.jspecify.annotations.NullMarked;
