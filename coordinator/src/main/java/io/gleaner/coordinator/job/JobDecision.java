package io.gleaner.coordinator.job;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a reconciliation comes to.
 *
 * @param status the new status, to be kept before the actions are carried out
 * @param actions what to do now, in this order
 * @param requeueAfter when to reconcile again although nothing happens; empty if there is no need
 */
public record JobDecision(
    JobStatus status, List<JobAction> actions, Optional<Duration> requeueAfter) {
  /** Keeps the list from being changed. */
  public JobDecision {
    actions = List.copyOf(actions);
  }
}
