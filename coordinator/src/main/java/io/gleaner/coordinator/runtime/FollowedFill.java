package io.gleaner.coordinator.runtime;

import io.gleaner.coordinator.report.ResultSink;
import io.gleaner.ledger.JobSummary;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Filling, and then staying until the Job has ended: results are collected, and items that go
 * missing are published again. Workers are started by others.
 */
public final class FollowedFill {
  private final JobSession session;
  private final StopSignal stop;
  private final Consumer<JobSummary> seen;

  /**
   * Nothing has begun.
   *
   * @param stop ends it before the Job's end
   * @param seen hears of every glance at the Job, several times a second
   */
  public FollowedFill(JobSession session, StopSignal stop, Consumer<JobSummary> seen) {
    this.session = session;
    this.stop = stop;
    this.seen = seen;
  }

  /**
   * Runs to the Job's end, or until it is stopped. Results that are there at that moment are in the
   * sink when this returns.
   *
   * @return the Job at its durable end; empty if it was stopped before
   * @throws RuntimeException what filling or collecting failed with
   */
  public Optional<JobSummary> run(Filler filler, ResultSink sink) {
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    ItemFlow flow =
        new ItemFlow(
            session,
            filler,
            sink,
            error -> {
              failure.compareAndSet(null, error);
              stop.request();
            });
    flow.start();
    Optional<JobSummary> end;
    try {
      end = awaitEnd();
    } finally {
      flow.stop(stop);
    }
    @Nullable RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    flow.collectRest();
    return end;
  }

  private Optional<JobSummary> awaitEnd() {
    try {
      return Optional.of(new JobWatch(session, stop, seen).awaitEnd());
    } catch (StoppedException e) {
      return Optional.empty();
    }
  }
}
