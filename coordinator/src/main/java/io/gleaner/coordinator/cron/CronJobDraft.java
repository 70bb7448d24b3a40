package io.gleaner.coordinator.cron;

import io.gleaner.coordinator.cron.CronJobEvent.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A decision in the making: one reconciliation's, changed by one policy after the other. */
final class CronJobDraft {
  final Instant now;
  final List<String> active;
  @Nullable Instant lastScheduleTime;
  @Nullable Instant lastSuccessfulTime;
  private final List<CronJobAction> actions = new ArrayList<>();
  private final List<CronJobEvent> events = new ArrayList<>();

  CronJobDraft(CronJobStatus status, Instant now) {
    this.now = now;
    active = new ArrayList<>(status.active());
    lastScheduleTime = status.lastScheduleTime();
    lastSuccessfulTime = status.lastSuccessfulTime();
  }

  void tell(Reason reason, String message) {
    events.add(new CronJobEvent(reason, message));
  }

  void act(CronJobAction action) {
    actions.add(action);
  }

  /** Deletes a Job, and its name from the active ones. */
  void delete(String name) {
    act(new CronJobAction.Delete(name));
    active.remove(name);
    tell(Reason.SUCCESSFUL_DELETE, "Deleted job " + name);
  }

  boolean deletes(String name) {
    return actions.contains(new CronJobAction.Delete(name));
  }

  CronJobDecision decision(Optional<Duration> requeueAfter) {
    return new CronJobDecision(
        new CronJobStatus(active, lastScheduleTime, lastSuccessfulTime),
        actions,
        events,
        requeueAfter);
  }
}
