/** Whole runs under docker compose, on images of what was packed. */
@NullMarked
package io.gleaner.faults.compose;

import org.jspecify.annotations.NullMarked;
