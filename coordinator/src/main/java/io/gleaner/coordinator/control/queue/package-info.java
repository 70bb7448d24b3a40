/**
 * The items of WorkQueueJobs that the coordinator service runs: filled, watched and collected
 * beside its rounds, on threads of their own.
 */
@NullMarked
package io.gleaner.coordinator.control.queue;

import org.jspecify.annotations.NullMarked;
