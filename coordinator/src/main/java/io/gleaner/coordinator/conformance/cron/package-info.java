/** Recordings of Kubernetes' CronJob controller, replayed against ours. */
@NullMarked
package io.gleaner.coordinator.conformance.cron;

import org.jspecify.annotations.NullMarked;
