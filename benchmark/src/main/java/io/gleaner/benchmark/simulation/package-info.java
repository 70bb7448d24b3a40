/**
 * Many workers in one process, for numbers of which a machine cannot start as many. They are
 * Gleaner's own, each with its connections; only the process and its handlers are not.
 */
@NullMarked
package io.gleaner.benchmark.simulation;

import org.jspecify.annotations.NullMarked;
