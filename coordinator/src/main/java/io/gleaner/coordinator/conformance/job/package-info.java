/** Replays recordings of the Job controller with a cluster that is played. */
@NullMarked
package io.gleaner.coordinator.conformance.job;

import org.jspecify.annotations.NullMarked;
