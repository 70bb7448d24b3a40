/** Processes: starting them, and what /proc says of them. */
@NullMarked
package io.gleaner.benchmark.process;

import org.jspecify.annotations.NullMarked;
