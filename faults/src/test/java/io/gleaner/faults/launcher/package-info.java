/** Runs whose workers are pods of a real cluster. */
@NullMarked
package io.gleaner.faults.launcher;

import org.jspecify.annotations.NullMarked;
