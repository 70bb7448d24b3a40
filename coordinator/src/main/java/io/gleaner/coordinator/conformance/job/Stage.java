package io.gleaner.coordinator.conformance.job;

import io.gleaner.coordinator.job.JobAction;
import io.gleaner.coordinator.job.JobDecision;
import io.gleaner.coordinator.job.JobReconciler;
import io.gleaner.coordinator.job.JobSpec;
import io.gleaner.coordinator.job.JobStatus;
import io.gleaner.coordinator.job.ObservedWorker;
import io.gleaner.coordinator.job.Place;
import io.gleaner.coordinator.job.WorkerPhase.ContainerExit;
import io.gleaner.coordinator.job.WorkerPhase.Failed;
import io.gleaner.coordinator.job.WorkerPhase.Pending;
import io.gleaner.coordinator.job.WorkerPhase.Running;
import io.gleaner.coordinator.job.WorkerPhase.Succeeded;
import io.gleaner.coordinator.job.spec.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A cluster with one Job, without machines: workers do what the steps say. The controller is the
 * real one, on a clock that the steps turn.
 */
final class Stage {
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  /** The controller gathers what happens to workers for so long before it looks. */
  private static final Duration GATHERING = Duration.ofSeconds(1);

  private static final int TERMINATED = 143;
  private static final int MOST_ROUNDS = 100;

  private final boolean graceful;
  private final String container;
  private final Map<String, ObservedWorker> workers = new LinkedHashMap<>();
  private JobSpec spec;
  private JobStatus status = JobStatus.NEW;
  private Instant now = CREATED;
  private @Nullable Instant timer;
  private @Nullable Instant notice;
  private boolean deleted;
  private int started;

  Stage(boolean graceful, String container, JobSpec spec) {
    this.graceful = graceful;
    this.container = container;
    this.spec = spec;
  }

  JobSpec spec() {
    return spec;
  }

  JobStatus status() {
    return status;
  }

  boolean isDeleted() {
    return deleted;
  }

  List<ObservedWorker> workers() {
    return List.copyOf(workers.values());
  }

  /** Turns the clock; the controller looks at every time that it has reason to. */
  void passUntil(Duration sinceCreation) {
    Instant until = CREATED.plus(sinceCreation);
    Instant next = earlier(timer, notice);
    while (next != null && !next.isAfter(until)) {
      now = next.isAfter(now) ? next : now;
      timer = null;
      notice = notice != null && !notice.isAfter(now) ? null : notice;
      reconcile();
      next = earlier(timer, notice);
    }
    now = until;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  /** The Job itself was made or changed: the controller looks at once. */
  void noticeNow() {
    notice = now;
  }

  void changeSpec(JobSpec changed) {
    if (!changed.equals(spec)) {
      spec = changed;
      noticeNow();
    }
  }

  void deleteJob() {
    deleted = true;
    timer = null;
    notice = null;
    // In the background: the Job is gone at once, its workers when they have stopped.
    workers.values().removeIf(worker -> !graceful || worker.hasEnded());
    workers.replaceAll((id, worker) -> worker.stopping(now));
  }

  /** Does to workers what a step says. */
  void act(Step step) {
    switch (step.action()) {
      case "run" -> change(step, this::running);
      case "succeed" -> change(step, worker -> worker.in(new Succeeded(now)));
      case "fail" -> change(step, worker -> failed(worker, step.exitCode(), step.disruption()));
      case "restart" -> change(step, w -> running(w).restarted(w.restarts() + step.times()));
      case "delete-pod" -> change(step, worker -> worker.stopping(now));
      case "finish-terminating" ->
          workers.replaceAll((id, w) -> w.isTerminating() ? failed(w, TERMINATED, false) : w);
      default -> throw Script.notUnderstood("a step that does '" + step.action() + "'");
    }
    removeGone();
    notice = earlier(notice, now.plus(GATHERING));
  }

  private ObservedWorker running(ObservedWorker worker) {
    return worker.phase() instanceof Running ? worker : worker.in(new Running(now));
  }

  private ObservedWorker failed(ObservedWorker worker, int exitCode, boolean disrupted) {
    return worker.in(
        new Failed(
            now,
            List.of(new ContainerExit(container, exitCode)),
            disrupted ? List.of(PodCondition.DISRUPTION_TARGET) : List.of()));
  }

  private void change(Step step, UnaryOperator<ObservedWorker> change) {
    List<Integer> indexes = step.indexes();
    Predicate<ObservedWorker> chosen =
        worker -> indexes == null || indexes.contains(worker.place().index());
    workers.values().stream()
        .filter(ObservedWorker::isActive)
        .filter(chosen)
        .sorted(Comparator.comparing(Stage::index))
        .limit(indexes == null ? step.count() : Step.ALL)
        .toList()
        .forEach(worker -> workers.put(worker.id(), change.apply(worker)));
  }

  private static int index(ObservedWorker worker) {
    Integer index = worker.place().index();
    return index == null ? -1 : index;
  }

  /** Reconciles until nothing changes. */
  private void reconcile() {
    for (int round = 0; round < MOST_ROUNDS && !deleted; round++) {
      List<ObservedWorker> observed = new ArrayList<>(workers.values());
      JobDecision decision = JobReconciler.reconcile(spec, status, observed, now);
      boolean same = decision.status().equals(status) && decision.actions().isEmpty();
      status = decision.status();
      timer = decision.requeueAfter().map(now::plus).orElse(null);
      decision.actions().forEach(this::carryOut);
      if (!removeGone() && same) {
        return;
      }
    }
    if (!deleted) {
      throw Script.notUnderstood("a scenario that comes to no rest");
    }
  }

  private void carryOut(JobAction action) {
    if (action instanceof JobAction.Start start) {
      Place place = start.place();
      started++;
      String id = "w" + started;
      workers.put(id, new ObservedWorker(id, place, now, 0, null, new Pending()));
    } else if (action instanceof JobAction.Stop stop) {
      workers.computeIfPresent(stop.workerId(), (id, worker) -> worker.stopping(now));
    } else {
      deleteJob();
    }
  }

  /** A worker that is being deleted goes once it is settled, and has ended if that takes time. */
  private boolean removeGone() {
    return workers
        .values()
        .removeIf(
            worker ->
                worker.stopAskedAt() != null
                    && (!graceful || worker.hasEnded())
                    && (deleted || status.settled().contains(worker.id())));
  }
}
