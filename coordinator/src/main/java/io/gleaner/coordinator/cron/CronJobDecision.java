package io.gleaner.coordinator.cron;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a reconciliation comes to.
 *
 * @param status the new status, to be kept once the actions are carried out. If one fails, this
 *     status is to be dropped and reconciliation tried again: a start would be lost otherwise.
 * @param actions what to do now, in this order
 * @param events what to tell, once the actions are carried out
 * @param requeueAfter when to reconcile again although nothing happens; empty if there is no need
 */
public record CronJobDecision(
    CronJobStatus status,
    List<CronJobAction> actions,
    List<CronJobEvent> events,
    Optional<Duration> requeueAfter) {
  /** Keeps the lists from being changed. */
  public CronJobDecision {
    actions = List.copyOf(actions);
    events = List.copyOf(events);
  }
}
