package io.gleaner.coordinator.conformance.cron;

import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What can be seen of a CronJob at one time.
 *
 * @param jobs the state of each Job that exists, by the minute after T0 that its name tells
 * @param active the length of status.active
 * @param lastScheduleTime status.lastScheduleTime, in seconds after T0; null if there is none
 * @param succeededOnce whether there is a status.lastSuccessfulTime
 */
record SeenState(
    SortedMap<Long, String> jobs,
    int active,
    @Nullable Long lastScheduleTime,
    boolean succeededOnce) {
  static final String RUNNING = "Running";
  static final String COMPLETE = "Complete";
  static final String FAILED = "Failed";

  SeenState {
    jobs = new TreeMap<>(jobs);
  }

  String text() {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    jobs.forEach((minute, state) -> text.add("T+" + minute + " " + state));
    return text
        + ", active "
        + active
        + ", lastScheduleTime "
        + lastScheduleTime
        + (succeededOnce ? ", succeeded before" : ", never succeeded");
  }
}
