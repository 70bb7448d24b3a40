/** The CronJob controller: schedules, and what to do about a CronJob's Jobs; pure functions. */
@NullMarked
package io.gleaner.coordinator.cron;

import org.jspecify.annotations.NullMarked;
