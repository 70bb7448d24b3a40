package io.gleaner.coordinator.job;

import io.gleaner.coordinator.job.spec.IndexRanges;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One reconciliation: what it looks at, and what the policies have made of it so far. */
final class Round {
  final JobSpec spec;
  final Instant now;
  final List<ObservedWorker> workers;
  final StatusDraft draft;

  /** Those of {@link #workers} that are there and nobody has asked to stop. */
  final List<ObservedWorker> active;

  /** How many have succeeded and failed, with those that are not counted in the status yet. */
  int succeeded;

  int failed;

  /** The same of indexes, if the Job has them. */
  IndexRanges succeededIndexes = IndexRanges.NONE;

  @Nullable IndexRanges failedIndexes;

  /** Failed workers that are counted only when their replacement starts, by index. */
  Map<Integer, ObservedWorker> awaitingReplacement = Map.of();

  /** Why the Job ends; null as long as it does not. */
  @Nullable Ending ending;

  private final List<JobAction> actions = new ArrayList<>();
  private @Nullable Instant due;

  Round(JobSpec spec, JobStatus status, List<ObservedWorker> observed, Instant now) {
    this.spec = spec;
    this.now = now;
    this.workers = List.copyOf(observed);
    this.draft = new StatusDraft(status, now);
    this.active = workers.stream().filter(ObservedWorker::isActive).toList();
    draft.active = active.size();
    draft.ready = (int) active.stream().filter(ObservedWorker::isReady).count();
    draft.terminating = (int) workers.stream().filter(ObservedWorker::isTerminating).count();
    draft.settled.retainAll(workers.stream().map(ObservedWorker::id).toList());
  }

  boolean isSettled(ObservedWorker worker) {
    return draft.settled.contains(worker.id());
  }

  /** Whether a worker counts for the Job at all: one of an index that is gone does not. */
  boolean isOfJob(ObservedWorker worker) {
    Integer index = worker.place().index();
    return !spec.isIndexed() || (index != null && index < spec.indexes());
  }

  /**
   * Whether a worker has failed. One that was asked to stop by somebody else has, at once, unless
   * it keeps its place until its end.
   */
  boolean hasFailed(ObservedWorker worker) {
    if (worker.phase() instanceof WorkerPhase.Failed) {
      return true;
    }
    return !spec.replacesOnlyEnded() && worker.isTerminating();
  }

  /** Whether a failure counts: the podFailurePolicy does not ignore it. */
  boolean countsFailure(ObservedWorker worker) {
    return FailureMatch.of(spec.podFailurePolicy(), worker).map(FailureMatch::counts).orElse(true);
  }

  void start(Place place) {
    actions.add(new JobAction.Start(place));
    draft.active++;
  }

  void stop(ObservedWorker worker) {
    actions.add(new JobAction.Stop(worker.id()));
    draft.active--;
    draft.terminating++;
    if (worker.isReady()) {
      draft.ready--;
    }
  }

  /** Stops a worker whose end shall say nothing about the Job. */
  void dismiss(ObservedWorker worker) {
    stop(worker);
    draft.settled.add(worker.id());
  }

  /** Asks to be called again then, if nothing happens before. */
  void wakeAt(Instant time) {
    if (due == null || time.isBefore(due)) {
      due = time;
    }
  }

  JobDecision decision() {
    Optional<Duration> after = Optional.ofNullable(due).map(time -> Duration.between(now, time));
    return new JobDecision(draft.status(), actions, after);
  }
}
