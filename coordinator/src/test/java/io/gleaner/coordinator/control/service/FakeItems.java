package io.gleaner.coordinator.control.service;

import io.gleaner.coordinator.control.Program;
import io.gleaner.coordinator.control.queue.Figures;
import io.gleaner.coordinator.control.queue.Glance;
import io.gleaner.coordinator.control.queue.ItemWork;
import io.gleaner.coordinator.control.queue.QueueJob;
import io.gleaner.coordinator.control.queue.RetryRequest;
import io.gleaner.coordinator.control.queue.Wish;
import io.gleaner.ledger.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** Items that are as a test says. */
@NullMarked
final class FakeItems implements ItemWork {
  final Map<String, Wish> wishes = new HashMap<>();
  final List<String> released = new ArrayList<>();
  final List<String> removed = new ArrayList<>();
  boolean ready = true;
  boolean settled;
  boolean answers = true;
  boolean removable = true;
  @Nullable Figures figures = figures(Phase.ACTIVE, "", 0, 0);
  RetryRequest.@Nullable Answer answer;
  @Nullable String trouble;
  Instant ownSince = Instant.MIN;

  static Figures figures(Phase phase, String reason, long done, long failed) {
    return new Figures(phase, reason, false, 10, 10, done, failed, "/results");
  }

  /** The last wish for a Job that was attended. */
  Wish wish(String uid) {
    return Objects.requireNonNull(wishes.get(uid), "it was never attended");
  }

  /** The ledger says so, and all results are collected. */
  void end(Phase phase, String reason, long done, long failed) {
    figures = figures(phase, reason, done, failed);
    settled = true;
  }

  @Override
  public Glance attend(QueueJob job, Wish wish) {
    wishes.put(job.uid(), wish);
    Figures now = figures;
    if (now != null && now.suspended() != wish.suspended()) {
      figures =
          new Figures(
              now.phase(),
              now.reason(),
              wish.suspended(),
              now.filled(),
              now.total(),
              now.done(),
              now.failed(),
              now.results());
    }
    return new Glance(answers ? wish.round() : -1, ready, figures, settled, answer, trouble);
  }

  @Override
  public boolean release(String uid) {
    released.add(uid);
    return true;
  }

  @Override
  public boolean remove(QueueJob job) {
    removed.add(job.uid());
    return removable;
  }

  @Override
  public Program worker(QueueJob job, String workerId) {
    return new Program(job.container().container(), List.of("worker"), Map.of(), null, 30);
  }

  @Override
  public boolean isCutOff(Instant workerCreatedAt) {
    return workerCreatedAt.isBefore(ownSince);
  }

  @Override
  public void close() {}

  /** A WorkQueueJob of three workers, unless its spec says otherwise. */
  static String manifest(String spec) {
    return "{\"metadata\": {\"name\": \"q\"}, \"spec\": {"
        + spec
        + (spec.contains("parallelism") ? "" : "\"parallelism\": 3, ")
        + "\"items\": {\"list\": [\"a\"]}, \"template\": {\"spec\": {\"containers\":"
        + " [{\"name\": \"c\", \"command\": [\"true\"]}]}}}}";
  }
}
