package io.gleaner.coordinator.control;

import java.time.Duration;
import java.util.List;

/**
 * Where the workers' records are kept, and who may change them: one coordinator leads at a time.
 * The same promises as {@link ObjectStore}'s.
 */
public interface WorkerStore {
  /**
   * Takes or renews the lead.
   *
   * @param holder who asks; unique to a process
   * @param ttl how long the lead lasts if it is not renewed, on the store's clock
   */
  LeadReply lead(String holder, Duration ttl);

  /** Gives the lead back; does nothing if another one leads by now. */
  void stepDown(long token);

  /**
   * Keeps a worker's record, in place of an older one of the same uid.
   *
   * @param token the leader's
   * @return false if another one leads by now: nothing was kept
   */
  boolean put(long token, WorkerRecord worker);

  /**
   * Removes a worker's record, if it is there.
   *
   * @param token the leader's
   * @return false if another one leads by now: nothing was removed
   */
  boolean remove(long token, String uid);

  /** All workers, in the order of their starts. */
  List<WorkerRecord> workers();
}
