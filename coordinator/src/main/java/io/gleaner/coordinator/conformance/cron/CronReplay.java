package io.gleaner.coordinator.conformance.cron;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gleaner.coordinator.cron.CronJob;
import io.gleaner.coordinator.cron.CronJobAction;
import io.gleaner.coordinator.cron.CronJobAction.Create;
import io.gleaner.coordinator.cron.CronJobDecision;
import io.gleaner.coordinator.cron.CronJobReconciler;
import io.gleaner.coordinator.cron.CronJobSpec;
import io.gleaner.coordinator.cron.CronJobStatus;
import io.gleaner.coordinator.cron.ObservedJob;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Our controller, with a clock by hand, in the circumstances of a recording: the spec and its
 * changes, and the ends of the Jobs, come from there, all else from {@link CronJobReconciler}.
 */
final class CronReplay {
  private static final int MILLIS = 1000;
  private static final int SECONDS_A_MINUTE = 60;

  /** A controller that changes its mind so often at one time does not come to rest. */
  private static final int MOST_ROUNDS = 20;

  private final Timeline timeline;
  private final Guess guess;
  private final SortedMap<String, ReplayedJob> jobs = new TreeMap<>();
  private final List<ReplayedState> states = new ArrayList<>();
  private final ObjectNode spec;
  private CronJob cronJob;
  private CronJobStatus status = CronJobStatus.NEW;
  private long now;
  private @Nullable Long wakeAt;
  private int patched;

  CronReplay(Timeline timeline, Guess guess) {
    this.timeline = timeline;
    this.guess = guess;
    spec = timeline.spec().deepCopy();
    now = timeline.createdAt();
    cronJob =
        new CronJob(
            TimelineReader.NAME,
            guess.zero().plusSeconds(guess.creation()),
            false,
            ZoneOffset.UTC,
            readSpec());
  }

  /** The states up to the last entry of the recording. */
  List<ReplayedState> run() {
    show();
    reconcile();
    for (Optional<Long> next = next(); next.isPresent(); next = next()) {
      now = Math.max(now, next.get());
      if (!patch() && !changeJob()) {
        wakeAt = null;
        reconcile();
      }
    }
    return List.copyOf(states);
  }

  private Optional<Long> next() {
    long next = wakeAt == null ? Long.MAX_VALUE : wakeAt;
    if (patched < timeline.patches().size()) {
      next = Math.min(next, timeline.patches().get(patched).at());
    }
    for (ReplayedJob job : jobs.values()) {
      Long change = job.nextChange();
      next = change == null ? next : Math.min(next, change);
    }
    return next > timeline.end() ? Optional.empty() : Optional.of(next);
  }

  private boolean patch() {
    if (patched == timeline.patches().size() || timeline.patches().get(patched).at() > now) {
      return false;
    }
    SpecReader.patch(spec, timeline.patches().get(patched++).patch());
    CronJobSpec before = cronJob.spec();
    cronJob = cronJob.withSpec(readSpec());
    if (before.schedule().equals(cronJob.spec().schedule())
        && Objects.equals(before.timeZone(), cronJob.spec().timeZone())) {
      reconcile();
    } else {
      CronJobReconciler.afterScheduleChange(cronJob, status, time()).ifPresent(this::wakeAfter);
    }
    return true;
  }

  private CronJobSpec readSpec() {
    return SpecReader.read(TimelineReader.NAME, "spec", spec).spec();
  }

  /** Jobs end, and are deleted when their ttlSecondsAfterFinished is over. */
  private boolean changeJob() {
    Optional<ReplayedJob> changed = jobs.values().stream().filter(this::isDue).findFirst();
    changed.ifPresent(
        job -> {
          if (job.hasEnded()) {
            jobs.remove(job.name);
          } else {
            job.end();
          }
          show();
          reconcile();
        });
    return changed.isPresent();
  }

  private boolean isDue(ReplayedJob job) {
    Long change = job.nextChange();
    return change != null && change <= now;
  }

  /** Until nothing more comes of it: a change of Jobs or status wakes Kubernetes' controller. */
  private void reconcile() {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<ObservedJob> observed =
          jobs.values().stream().map(job -> job.observed(guess.zero())).toList();
      CronJobDecision decision = CronJobReconciler.reconcile(cronJob, status, observed, time());
      decision.requeueAfter().ifPresent(this::wakeAfter);
      if (decision.actions().isEmpty() && decision.status().equals(status)) {
        states.set(states.size() - 1, states.get(states.size() - 1).settle());
        return;
      }
      decision.actions().forEach(this::act);
      status = decision.status();
      show();
    }
    throw new MalformedRecordingException("the replay does not come to rest");
  }

  private void act(CronJobAction action) {
    if (action instanceof Create create) {
      long minute =
          Math.floorDiv(create.scheduledTime().getEpochSecond(), SECONDS_A_MINUTE)
              - guess.zero().getEpochSecond() / SECONDS_A_MINUTE;
      jobs.put(create.name(), new ReplayedJob(create.name(), minute, now, timeline, guess));
    } else {
      jobs.remove(action.name());
    }
    show();
  }

  /** A timer that is set to go off earlier stays: Kubernetes' queue has one a CronJob. */
  private void wakeAfter(Duration wait) {
    long at = now + Math.max(1, wait.toMillis());
    wakeAt = wakeAt == null ? at : Math.min(wakeAt, at);
  }

  private Instant time() {
    return guess.zero().plusMillis(now);
  }

  private void show() {
    SortedMap<Long, String> seen = new TreeMap<>();
    jobs.values().forEach(job -> seen.put(job.minute, job.seenState()));
    Instant last = status.lastScheduleTime();
    SeenState state =
        new SeenState(
            seen,
            status.active().size(),
            last == null ? null : Duration.between(guess.zero(), last).toMillis() / MILLIS,
            status.lastSuccessfulTime() != null);
    if (states.isEmpty() || !states.get(states.size() - 1).state().equals(state)) {
      states.add(new ReplayedState(now, false, state));
    }
  }
}
