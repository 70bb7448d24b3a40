package io.gleaner.ledger.redis;

import io.gleaner.failure.ErrorKind;
import io.gleaner.failure.GleanerException;

/**
 * The newest barrier of a Job that this process has seen pass. A server on which the Job's barriers
 * count from less has lost what it had confirmed: somebody has put an older copy back, another
 * server without the last writes has taken over, or its disk does not keep what it syncs. What was
 * acknowledged since then is in neither place, so nobody may go on as if nothing had happened. For
 * several threads.
 */
final class Watermark {
  private final String where;
  private String uid = "";
  private long passed;

  Watermark(String where) {
    this.where = where;
  }

  /** The number of the newest barrier that has passed, for {@link #check}: read before asking. */
  synchronized Mark mark() {
    return new Mark(uid, passed);
  }

  /** A barrier of the Job has passed. */
  synchronized void passed(String job, long number) {
    if (!job.equals(uid)) {
      uid = job;
      passed = 0;
    }
    passed = Math.max(passed, number);
  }

  /**
   * Compares a barrier that was begun after the mark was read.
   *
   * @throws GleanerException permanent, if the Job is the mark's and its barriers count from less
   */
  void check(Mark before, String job, long number) {
    if (!job.isEmpty() && job.equals(before.uid()) && number <= before.number()) {
      throw new GleanerException(
          ErrorKind.PERMANENT,
          where
              + " has come back with an older state of this Job than it had confirmed: an old copy"
              + " of its data was put back, or its disk or another server has lost writes. Items"
              + " that were acknowledged since may be missing. Give the run's or the fill's command"
              + " again with the same input, then gleaner fill --missing",
          null);
    }
  }

  /**
   * A point that the Job must not fall behind.
   *
   * @param uid the Job's, empty before its first barrier
   * @param number how many barriers had been begun
   */
  record Mark(String uid, long number) {}
}
