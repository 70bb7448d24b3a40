package io.gleaner.coordinator.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.job.spec.IndexRanges;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A Job's life as a test steps it: workers that do as the actions say, and a clock by hand. */
final class Course {
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
  private static final int SIGNALLED = 143;

  private final Map<String, ObservedWorker> workers = new TreeMap<>();
  private final boolean graceful;
  private JobSpec spec;
  private JobStatus status = JobStatus.NEW;
  private Instant now = CREATED;
  private Instant reconciled = CREATED;
  private Optional<Duration> requeueAfter = Optional.empty();
  private int started;
  private List<String> stopped = List.of();

  private Course(JobSpec spec, boolean graceful) {
    this.spec = spec;
    this.graceful = graceful;
    settle();
  }

  /** A Job whose workers end by TERM as soon as they are stopped. */
  static Course of(JobSpec spec) {
    return new Course(spec, false);
  }

  /** A Job whose workers take their time to stop: until {@link #stoppedEndWith}. */
  static Course graceful(JobSpec spec) {
    return new Course(spec, true);
  }

  /** So many running workers end, the oldest first. */
  Course end(int count, int exitCode) {
    List<ObservedWorker> running = running();
    assertThat(running).hasSizeGreaterThanOrEqualTo(count);
    running.subList(0, count).forEach(worker -> ended(worker.id(), exitCode));
    return settle();
  }

  Course endAll(int exitCode) {
    return end(running().size(), exitCode);
  }

  /** The active worker of an index ends. */
  Course endIndex(int index, int exitCode) {
    ObservedWorker worker =
        running().stream()
            .filter(running -> Objects.equals(running.place().index(), index))
            .findFirst()
            .orElseThrow();
    ended(worker.id(), exitCode);
    return settle();
  }

  /** The oldest active worker is asked to stop, by somebody else. */
  Course stopOldest() {
    String id = running().get(0).id();
    workers.computeIfPresent(id, (same, worker) -> worker.stopping(now));
    return settle();
  }

  /** The oldest active worker's program was started again in place. */
  Course restartOldest(int times) {
    String id = running().get(0).id();
    workers.computeIfPresent(id, (same, worker) -> worker.restarted(worker.restarts() + times));
    return settle();
  }

  Course stoppedEndWith(int exitCode) {
    workers.values().stream()
        .filter(ObservedWorker::isTerminating)
        .map(ObservedWorker::id)
        .toList()
        .forEach(id -> ended(id, exitCode));
    return settle();
  }

  Course spec(JobSpec changed) {
    spec = changed;
    return settle();
  }

  /** Time passes; the timer that was asked for goes off when it is due. */
  Course pass(Duration time) {
    Instant until = now.plus(time);
    while (requeueAfter.isPresent() && !reconciled.plus(requeueAfter.get()).isAfter(until)) {
      now = reconciled.plus(requeueAfter.get());
      settle();
    }
    now = until;
    return this;
  }

  /** Ended workers are not shown any more, as when their records were cleaned up. */
  Course forgetEnded() {
    workers.values().removeIf(ObservedWorker::hasEnded);
    return settle();
  }

  /** The counts, and the conditions that are true, as {@code Complete:CompletionsReached}. */
  Course shows(int active, int succeeded, int failed, String... conditions) {
    assertThat(List.of(status.active(), status.succeeded(), status.failed()))
        .as("active, succeeded, failed after %s", Duration.between(CREATED, now))
        .containsExactly(active, succeeded, failed);
    assertThat(status.conditions().stream().filter(JobCondition::status).map(Course::text))
        .containsExactly(conditions);
    assertThat(running()).hasSize(active);
    return this;
  }

  /** The indexes that are worked on, have succeeded and have failed, the last two in ranges. */
  Course indexes(List<Integer> active, String completed, @Nullable String failed) {
    assertThat(Tally.indexes(running())).containsExactlyElementsOf(active);
    assertThat(status.completedIndexes().text()).isEqualTo(completed);
    IndexRanges failedIndexes = status.failedIndexes();
    assertThat(failedIndexes == null ? null : failedIndexes.text()).isEqualTo(failed);
    return this;
  }

  Course terminating(int expected) {
    assertThat(status.terminating()).isEqualTo(expected);
    return this;
  }

  Course startedInAll(int expected) {
    assertThat(started).isEqualTo(expected);
    return this;
  }

  Course lastStopped(String... ids) {
    assertThat(stopped).containsExactly(ids);
    return this;
  }

  Course requeuesAfter(Duration expected) {
    assertThat(requeueAfter).contains(expected);
    return this;
  }

  Course needsNoTimer() {
    assertThat(requeueAfter).isEmpty();
    return this;
  }

  JobStatus status() {
    return status;
  }

  Instant now() {
    return now;
  }

  /** Reconciles until nothing changes, which must be soon. */
  private Course settle() {
    for (int round = 0; round < 4; round++) {
      List<ObservedWorker> observed = new ArrayList<>(workers.values());
      JobDecision decision = JobReconciler.reconcile(spec, status, observed, now);
      boolean settled = decision.status().equals(status) && decision.actions().isEmpty();
      status = decision.status();
      reconciled = now;
      requeueAfter = decision.requeueAfter();
      decision.actions().forEach(this::act);
      List<String> stops =
          decision.actions().stream()
              .filter(JobAction.Stop.class::isInstance)
              .map(action -> ((JobAction.Stop) action).workerId())
              .toList();
      stopped = stops.isEmpty() ? stopped : stops;
      if (settled) {
        return this;
      }
    }
    throw new AssertionError("does not settle: " + status);
  }

  private void act(JobAction action) {
    if (action instanceof JobAction.Start start) {
      started++;
      String id = "w%02d".formatted(started);
      // A moment apart, so that their order is known.
      workers.put(id, ObservedWorker.started(id, start.place(), now.plusNanos(started)));
    } else if (action instanceof JobAction.Stop stop) {
      assertThat(workers.get(stop.workerId())).matches(ObservedWorker::isActive);
      workers.computeIfPresent(stop.workerId(), (id, worker) -> worker.stopping(now));
      if (!graceful) {
        ended(stop.workerId(), SIGNALLED);
      }
    }
  }

  private void ended(String id, int exitCode) {
    workers.computeIfPresent(id, (same, worker) -> worker.ended(exitCode, now));
  }

  private List<ObservedWorker> running() {
    return workers.values().stream().filter(ObservedWorker::isActive).toList();
  }

  private static String text(JobCondition condition) {
    return condition.type().text() + ":" + condition.reason();
  }
}
