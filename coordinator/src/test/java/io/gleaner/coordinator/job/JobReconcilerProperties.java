package io.gleaner.coordinator.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.gleaner.coordinator.job.WorkerPhase.ContainerExit;
import io.gleaner.coordinator.job.WorkerPhase.Failed;
import io.gleaner.coordinator.job.WorkerPhase.Succeeded;
import io.gleaner.coordinator.job.spec.PodCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random specs and random lives of workers; what must hold for every Job, after every step. */
class JobReconcilerProperties {
  private static final int SEEDS = 1_000;
  private static final int STEPS = 60;
  private static final int MOST_ROUNDS = 50;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final Map<String, ObservedWorker> workers = new LinkedHashMap<>();
  private final Set<String> everStarted = new HashSet<>();
  private JobSpec spec = new JobSpecBuilder().build();
  private JobStatus status = JobStatus.NEW;
  private Instant now = BEGIN;
  private int startedAfterEnding;
  private boolean deleted;

  static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void holdsForEveryJob(long seed) {
    Random random = new Random(seed);
    boolean graceful = random.nextBoolean();
    spec = RandomJobs.spec(random);
    settle(graceful);
    for (int step = 0; step < STEPS && !deleted; step++) {
      now = now.plusMillis(random.nextInt(30_000));
      happen(random, graceful);
      settle(graceful);
    }
    comesToAnEnd(graceful);
  }

  private void happen(Random random, boolean graceful) {
    List<ObservedWorker> running =
        workers.values().stream().filter(worker -> !worker.hasEnded()).toList();
    if (running.isEmpty() || random.nextInt(8) == 0) {
      spec = RandomJobs.changed(spec, random);
      return;
    }
    ObservedWorker worker = running.get(random.nextInt(running.size()));
    int what = random.nextInt(10);
    if (worker.stopAskedAt() != null || what < 4) {
      workers.put(worker.id(), ended(worker, random));
    } else if (what < 8) {
      workers.put(worker.id(), worker.in(new Succeeded(now)));
    } else if (what == 8) {
      workers.put(worker.id(), worker.restarted(worker.restarts() + 1));
    } else {
      workers.put(worker.id(), graceful ? worker.stopping(now) : ended(worker, random));
    }
  }

  private ObservedWorker ended(ObservedWorker worker, Random random) {
    List<ContainerExit> exits =
        List.of(new ContainerExit(ObservedWorker.ONLY_CONTAINER, 1 + random.nextInt(6)));
    List<PodCondition> conditions =
        random.nextInt(5) == 0 ? List.of(PodCondition.DISRUPTION_TARGET) : List.of();
    return worker.in(new Failed(now, exits, conditions));
  }

  private void settle(boolean graceful) {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      JobStatus before = status;
      JobDecision decision = reconcile();
      status = decision.status();
      followsFrom(before, decision);
      decision.actions().forEach(action -> act(action, graceful));
      workers.values().removeIf(this::isGone);
      holds();
      if (before.equals(status) && decision.actions().isEmpty()) {
        assertThat(reconcile()).as("reconciling again changes nothing").isEqualTo(decision);
        return;
      }
      if (deleted) {
        return;
      }
    }
    throw new AssertionError("does not come to rest: " + status);
  }

  private JobDecision reconcile() {
    return JobReconciler.reconcile(spec, status, new ArrayList<>(workers.values()), now);
  }

  private boolean isGone(ObservedWorker worker) {
    return worker.hasEnded()
        && worker.stopAskedAt() != null
        && status.settled().contains(worker.id());
  }

  private void act(JobAction action, boolean graceful) {
    if (action instanceof JobAction.Start start) {
      assertThat(status.isEnding()).as("a Job that ends starts nothing").isFalse();
      if (spec.completions() == null && status.succeeded() > 0) {
        startedAfterEnding++;
      }
      String id = "w" + everStarted.size();
      everStarted.add(id);
      workers.put(id, ObservedWorker.started(id, start.place(), now));
    } else if (action instanceof JobAction.Stop stop) {
      assertThat(workers)
          .as("only workers that are there are stopped")
          .containsKey(stop.workerId());
      workers.computeIfPresent(
          stop.workerId(),
          (id, worker) -> {
            assertThat(worker).as("and only once").matches(ObservedWorker::isActive);
            ObservedWorker stopping = worker.stopping(now);
            return graceful ? stopping : stopping.ended(143, now);
          });
    } else {
      assertThat(status.isFinished()).as("only a finished Job is deleted").isTrue();
      deleted = true;
    }
  }

  private void followsFrom(JobStatus before, JobDecision decision) {
    assertThat(status.failed()).as("failed").isGreaterThanOrEqualTo(before.failed());
    if (!spec.isIndexed()) {
      assertThat(status.succeeded()).as("succeeded").isGreaterThanOrEqualTo(before.succeeded());
    }
    for (JobCondition condition : before.conditions()) {
      if (condition.type() != ConditionType.SUSPENDED) {
        assertThat(status.conditions()).as("an ending is final").contains(condition);
      }
    }
    if (before.isFinished()) {
      assertThat(status).as("a finished Job does not change").isEqualTo(before);
    }
    decision
        .requeueAfter()
        .ifPresent(after -> assertThat(after).as("a timer is ahead").isPositive());
  }

  private void holds() {
    long active = workers.values().stream().filter(ObservedWorker::isActive).count();
    assertThat((long) status.active()).as("active").isEqualTo(deleted ? 0 : active);
    assertThat(status.ready()).as("ready").isLessThanOrEqualTo(status.active());
    if (spec.completions() != null || status.succeeded() == 0) {
      assertThat(status.active()).as("parallelism").isLessThanOrEqualTo(spec.parallelism());
    }
    assertThat(startedAfterEnding).as("starts of a work queue after a success").isZero();
    assertThat(status.is(ConditionType.COMPLETE) && status.is(ConditionType.FAILED)).isFalse();
    assertThat(
            status.is(ConditionType.SUCCESS_CRITERIA_MET)
                && status.is(ConditionType.FAILURE_TARGET))
        .isFalse();
    assertThat(status.completionTime() != null).isEqualTo(status.is(ConditionType.COMPLETE));
    if (status.is(ConditionType.SUSPENDED) && !status.isEnding()) {
      assertThat(status.startTime()).as("who is suspended has no start").isNull();
      assertThat(status.active()).isZero();
    }
    if (status.isFinished()) {
      assertThat(status.active() + status.terminating()).isZero();
      assertThat(status.startTime()).as("who has ended has begun").isNotNull();
    }
    assertThat(status.failed() + (spec.isIndexed() ? 0 : status.succeeded()) + active)
        .as("nobody counts twice")
        .isLessThanOrEqualTo(everStarted.size());
    if (spec.isIndexed()) {
      indexesHold();
    }
  }

  private void indexesHold() {
    assertThat(status.succeeded()).isEqualTo(status.completedIndexes().total());
    Set<Integer> seen = new HashSet<>();
    workers.values().stream()
        .filter(ObservedWorker::isActive)
        .forEach(worker -> assertThat(seen.add(worker.place().index())).as("one each").isTrue());
    if (status.failedIndexes() != null) {
      assertThat(status.failedIndexes().overlap(status.completedIndexes())).isZero();
    }
  }

  /** Left alone, with workers that succeed, and resumed and unpaused, every Job ends. */
  private void comesToAnEnd(boolean graceful) {
    spec = spec.but().suspend(false).parallelism(Math.max(1, spec.parallelism())).build();
    for (int i = 0; i < 200 && !status.isFinished() && !deleted; i++) {
      settle(graceful);
      workers.replaceAll(
          (id, worker) -> {
            if (worker.hasEnded()) {
              return worker;
            }
            return worker.stopAskedAt() != null
                ? worker.ended(143, now)
                : worker.in(new Succeeded(now));
          });
      now = now.plus(Duration.ofMinutes(11));
    }
    assertThat(status.isFinished() || deleted).as("comes to an end: %s", status).isTrue();
  }
}
