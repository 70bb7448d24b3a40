package io.gleaner.coordinator.cron;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.cron.CronJobAction.Create;
import io.gleaner.coordinator.cron.CronJobEvent.Reason;
import io.gleaner.coordinator.cron.ObservedJob.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A CronJob's life as a test steps it: Jobs come and go as the actions say, the clock is set by
 * hand, and a reconciliation is made when the test says so. Times are of one day: {@code 09:01:30}.
 */
final class CronCourse {
  private CronJob cronJob;
  private CronJobStatus status = CronJobStatus.NEW;
  private final SortedMap<String, ObservedJob> jobs = new TreeMap<>();
  private @Nullable CronJobDecision decision;

  private CronCourse(CronJob cronJob) {
    this.cronJob = cronJob;
  }

  static CronCourse of(CronJobSpec spec, String createdAt) {
    return new CronCourse(new CronJob("hello", time(createdAt), false, ZoneOffset.UTC, spec));
  }

  static Instant time(String ofDay) {
    return Instant.parse("2026-07-15T" + ofDay + "Z");
  }

  /** The name of the Job for a time. */
  static String job(String ofDay) {
    return "hello-" + time(ofDay).getEpochSecond() / 60;
  }

  CronCourse at(String ofDay) {
    CronJobDecision made =
        CronJobReconciler.reconcile(cronJob, status, List.copyOf(jobs.values()), time(ofDay));
    for (CronJobAction action : made.actions()) {
      if (action instanceof Create) {
        observe(action.name(), true, State.UNFINISHED, ofDay);
      } else {
        jobs.remove(action.name());
      }
    }
    status = made.status();
    decision = made;
    return this;
  }

  CronCourse ends(String name, State state, String ofDay) {
    return observe(name, true, state, ofDay);
  }

  CronCourse observe(String name, boolean controlled, State state, String ofDay) {
    Instant completion = state == State.COMPLETE ? time(ofDay) : null;
    jobs.put(name, new ObservedJob(name, controlled, state, time(ofDay), completion));
    return this;
  }

  CronCourse vanishes(String name) {
    jobs.remove(name);
    return this;
  }

  CronCourse spec(CronJobSpec spec) {
    cronJob = cronJob.withSpec(spec);
    return this;
  }

  CronCourse remembers(List<String> active, @Nullable String lastScheduleTime) {
    status =
        new CronJobStatus(active, lastScheduleTime == null ? null : time(lastScheduleTime), null);
    return this;
  }

  CronCourse isDeleted() {
    cronJob =
        new CronJob(
            cronJob.name(), cronJob.creationTimestamp(), true, cronJob.localZone(), cronJob.spec());
    return this;
  }

  CronCourse starts(String... names) {
    assertThat(made().actions().stream().filter(Create.class::isInstance))
        .extracting(CronJobAction::name)
        .containsExactly(names);
    return this;
  }

  CronCourse deletes(String... names) {
    assertThat(made().actions().stream().filter(CronJobAction.Delete.class::isInstance))
        .extracting(CronJobAction::name)
        .containsExactly(names);
    return this;
  }

  CronCourse tells(Reason... reasons) {
    assertThat(made().events()).extracting(CronJobEvent::reason).containsExactly(reasons);
    return this;
  }

  CronCourse says(String message) {
    assertThat(made().events()).extracting(CronJobEvent::message).containsExactly(message);
    return this;
  }

  CronCourse active(String... names) {
    assertThat(status.active()).containsExactly(names);
    return this;
  }

  CronCourse lastScheduleTime(String ofDay) {
    assertThat(status.lastScheduleTime()).isEqualTo(time(ofDay));
    return this;
  }

  CronCourse lastSuccessfulTime(String ofDay) {
    assertThat(status.lastSuccessfulTime()).isEqualTo(time(ofDay));
    return this;
  }

  CronCourse requeuesAfter(Duration wait) {
    assertThat(made().requeueAfter()).contains(wait);
    return this;
  }

  CronCourse needsNoTimer() {
    assertThat(made().requeueAfter()).isEmpty();
    return this;
  }

  CronCourse scheduleChangeWaits(String ofDay, Duration wait) {
    assertThat(CronJobReconciler.afterScheduleChange(cronJob, status, time(ofDay))).contains(wait);
    return this;
  }

  CronJobDecision made() {
    if (decision == null) {
      throw new AssertionError("nothing was reconciled yet");
    }
    return decision;
  }
}
