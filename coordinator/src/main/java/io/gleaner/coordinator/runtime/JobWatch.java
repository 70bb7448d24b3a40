package io.gleaner.coordinator.runtime;

import io.gleaner.ledger.JobSpec;
import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.LedgerRequest;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Waits for a Job's end: terminal, quiescent, and durably so. */
public final class JobWatch {
  /** Reason of a Job that failed because items were neither in the queue nor with a worker. */
  public static final String ITEMS_LOST = "ItemsLost";

  private static final Duration EVERY = Duration.ofMillis(250);

  private final JobSession session;
  private final Pacing pacing;
  private final Consumer<JobSummary> seen;
  private final LongSupplier ready;
  private final Workforce workforce;
  private final Audit audit = new Audit();

  /**
   * Waits for nothing yet, and will only watch: whether items are missing is for others to find.
   */
  public JobWatch(JobSession session, Pacing pacing, Consumer<JobSummary> seen) {
    this(session, pacing, seen, () -> Long.MAX_VALUE, Workforce.UNKNOWN);
  }

  /**
   * Waits for nothing yet.
   *
   * @param seen hears of every glance at the Job, several times a second
   * @param ready says how many messages are ready in the Job's queue
   * @param workforce who keeps the workers running
   */
  public JobWatch(
      JobSession session,
      Pacing pacing,
      Consumer<JobSummary> seen,
      LongSupplier ready,
      Workforce workforce) {
    this.session = session;
    this.pacing = pacing;
    this.seen = seen;
    this.ready = ready;
    this.workforce = workforce;
  }

  /**
   * The Job at its end, which no crash of Redis takes back. A Job whose items are missing, with
   * nobody there who could publish them again, is failed with the reason {@value #ITEMS_LOST}:
   * nothing else would ever end it. So is a Job that has no workers and will get none, with the
   * reason of whoever has given it up.
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
      if (glance.leader().isEmpty() && audit.missing(glance, ready)) {
        session.asLeader(token -> new LedgerRequest.Fail(token, ITEMS_LOST));
      }
      if (!glance.view().phase().terminal() && !session.isLedByAnother(glance)) {
        workforce
            .givenUp()
            .ifPresent(reason -> session.asLeader(token -> new LedgerRequest.Fail(token, reason)));
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
