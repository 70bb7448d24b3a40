/**
 * A worker's life as a pure function: what it does next, given its state, what has just happened
 * and the time.
 */
@NullMarked
package io.gleaner.worker.state;

import org.jspecify.annotations.NullMarked;
