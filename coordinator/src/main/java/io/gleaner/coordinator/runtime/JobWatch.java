package io.gleaner.coordinator.runtime;

import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.JobSummary;
import java.time.Duration;
import java.util.function.Consumer;

/** Waits for a Job's end: terminal, quiescent, and durably so. */
public final class JobWatch {
  private static final Duration EVERY = Duration.ofMillis(250);

  private final JobSession session;
  private final Pacing pacing;
  private final Consumer<JobSummary> seen;

  /**
   * Waits for nothing yet.
   *
   * @param seen hears of every glance at the Job, several times a second
   */
  public JobWatch(JobSession session, Pacing pacing, Consumer<JobSummary> seen) {
    this.session = session;
    this.pacing = pacing;
    this.seen = seen;
  }

  /**
   * The Job at its end, which no crash of Redis takes back.
   *
   * @throws StoppedException if the pacing says to stop before
   */
  public JobSummary awaitEnd() {
    while (true) {
      JobSummary glance = session.summary();
      seen.accept(glance);
      if (over(glance)) {
        JobSummary sure = session.durably(session::summary);
        if (over(sure)) {
          return sure;
        }
      }
      if (overdue(glance)) {
        session.poke();
      }
      pacing.goOnOrThrow(EVERY);
    }
  }

  private static boolean over(JobSummary job) {
    return job.view().phase().terminal() && job.view().quiescent();
  }

  /** The deadline has passed, but nobody has asked the ledger for anything since. */
  private static boolean overdue(JobSummary job) {
    long deadline = job.spec().activeDeadlineMillis();
    return deadline != JobSpec.UNSET
        && !job.view().phase().terminal()
        && job.now() >= job.openedAt() + deadline;
  }
}
