package io.gleaner.coordinator.runtime;

import io.gleaner.ledger.JobSummary;
import io.gleaner.queue.QueueAdmin;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * Sees to it that no item stays missing while a Job runs: what the queue has lost is published
 * again from the input, and a queue that somebody has deleted is made again.
 */
final class Auditor {
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final JobSession session;
  private final QueueAdmin admin;
  private final Filler filler;
  private final Pacing pacing;
  private final Patience patience;
  private final Audit audit = new Audit();

  Auditor(JobSession session, QueueAdmin admin, Filler filler, Pacing pacing, Patience patience) {
    this.session = session;
    this.admin = admin;
    this.filler = filler;
    this.pacing = pacing;
    this.patience = patience;
  }

  /** Looks every second until the Job has ended, or the pacing says to stop. */
  void run() {
    while (pacing.pause(EVERY)) {
      JobSummary job = session.summary();
      if (job.view().phase().terminal()) {
        return;
      }
      look(job);
    }
  }

  private void look(JobSummary job) {
    long ready = patience.insist(() -> LostItems.ready(admin));
    if (ready < 0) {
      patience.insist(admin::create);
      republish(count -> "The queue was gone. It was made again, and " + count);
    } else if (audit.missing(job, () -> ready)) {
      republish(count -> "Items were missing, in the queue and with the workers: " + count);
    }
  }

  private void republish(UnaryOperator<String> sentence) {
    patience.insist(() -> filler.publishMissing(sentence));
  }
}
