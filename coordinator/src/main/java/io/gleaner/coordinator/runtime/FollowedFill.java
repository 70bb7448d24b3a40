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
    StopSignal over = new StopSignal();
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    Companions beside =
        new Companions(
            error -> {
              failure.compareAndSet(null, error);
              stop.request();
            });
    AtomicReference<@Nullable Thread> auditing = new AtomicReference<>();
    beside.start(
        "filler",
        () -> {
          if (filler.fill(true).complete()) {
            auditing.set(beside.start("auditor", filler.auditor(over)::run));
          }
        });
    Collector collector = new Collector(session, sink, over);
    Thread collecting = beside.start("collector", collector::run);
    Optional<JobSummary> end;
    try {
      end = awaitEnd();
    } finally {
      over.request();
      Companions.join(collecting, stop::request);
      Companions.join(auditing.get(), stop::request);
    }
    @Nullable RuntimeException failed = failure.get();
    if (failed != null) {
      throw failed;
    }
    if (end.isPresent()) {
      collector.finish();
    } else {
      collector.drain();
    }
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
