/**
 * Files of Jobs, CronJobs and WorkQueueJobs: what they say, what is wrong in them, and what their
 * fields mean on one machine. No I/O.
 */
@NullMarked
package io.gleaner.coordinator.manifest;

import org.jspecify.annotations.NullMarked;
