package io.gleaner.coordinator.cron;

import java.time.Instant;
import java.util.Map;

/** What the caller is to do. */
public sealed interface CronJobAction {
  /** The Job's name. */
  String name();

  /**
   * Create a Job from the template, controlled by the CronJob. If a Job of this name exists by the
   * time, nothing is to be created: the name is the lock that keeps one start from being made
   * twice.
   *
   * @param scheduledTime the time it is started for
   * @param annotations to be added to the template's
   */
  record Create(String name, Instant scheduledTime, Map<String, String> annotations)
      implements CronJobAction {
    /** Keeps the map from being changed. */
    public Create {
      annotations = Map.copyOf(annotations);
    }
  }

  /** Delete a Job and what it runs. That it is gone already is as good. */
  record Delete(String name) implements CronJobAction {}
}
