package io.gleaner.coordinator.runtime;

import io.gleaner.ledger.JobSummary;
import io.gleaner.ledger.WorkerInfo;
import io.gleaner.ledger.WorkerRecord;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices that items are missing: they are not terminal, and neither the queue nor a worker has
 * them, as after somebody has purged the queue. One look cannot tell, since a delivery may be on
 * its way; so it must look like that for two lease times, by Redis' clock, without anything having
 * happened. To be wrong does little harm: a copy of an item is parked or acknowledged as terminal.
 */
final class Audit {
  private @Nullable JobSummary first;

  /**
   * Takes a look.
   *
   * @param ready asks how many messages are ready in the queue; only where the rest looks like it
   * @return whether items are missing
   */
  boolean missing(JobSummary job, LongSupplier ready) {
    if (!idle(job) || ready.getAsLong() > 0) {
      first = null;
      return false;
    }
    JobSummary before = first;
    if (before == null || !alike(before, job)) {
      first = job;
      return false;
    }
    if (job.now() - before.now() < 2 * job.spec().leaseMillis()) {
      return false;
    }
    first = null;
    return true;
  }

  /**
   * Items are left, and no live worker holds one. Leases do not matter: those of dead workers end
   * within the time that this must last.
   */
  private static boolean idle(JobSummary job) {
    boolean left = job.total() >= 0 && job.done() + job.failed() < job.total();
    return left
        && !job.view().phase().terminal()
        && !job.view().suspended()
        && job.workers().stream().noneMatch(worker -> busy(job, worker));
  }

  private static boolean busy(JobSummary job, WorkerRecord worker) {
    boolean live = job.now() < worker.seenAt() + job.spec().leaseMillis();
    return live && !worker.info().state().equals(WorkerInfo.IDLE);
  }

  private static boolean alike(JobSummary before, JobSummary now) {
    return before.done() == now.done()
        && before.failed() == now.failed()
        && before.retries() == now.retries()
        && before.generation() == now.generation()
        && before.view().epoch() == now.view().epoch();
  }
}
